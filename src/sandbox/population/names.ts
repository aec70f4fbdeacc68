/** Given names and family names, separated by spaces; `_` stands for a space within one name. */
interface Names {
  given: string
  family: string
  /** Whole names in their own script after their latin form, for the people who write them so. */
  ownScript?: Readonly<Record<string, string>>
}

/** Common names of each country, combined at random: nobody is meant. */
const NAME_POOLS = {
  english: {
    given:
      'Alice Ben Charlotte Daniel Emily Fiona George Hannah Isaac Jessica Kate Liam Megan Nathan Olivia Peter Rachel Sam Tamara Thomas Victoria Will Zoë Amelia Jack Ruby Oscar Grace Mei-Lin Priya Dimitri Yusuf',
    family:
      'Walker Bennett Hughes Clarke Morgan Fraser Mitchell Davies Taylor Robinson Murray Lawson Hayes Parker Reid Ellis Watson Nguyen Chen Papadopoulos Kaur Romano O’Brien Garcia Johnson Brown Rossi Evans Campbell',
  },
  canadian: {
    given:
      'Sarah Marc-André Geneviève Luc Chantal Étienne Emma Noah Sophie Ryan Amélie Joanne Kevin Hélène Mira',
    family:
      'Tremblay Gagnon Roy Bouchard MacDonald Singh Wong Fortin Côté Wilson Campbell Lévesque Cardinal Leblanc',
  },
  aotearoa: {
    given: 'Aroha Hine Wiremu Mere Tāne Kahu Sione Lucy Hamish Anahera Rangi Kiri Jacinta Rāwiri Moana Ella',
    family:
      'Ngata Parata Tūhoro Wilson Henare McKenzie Paewai Fonoti Taylor Rātana Cooper Hohepa Scott Tawhiri',
  },
  indian: {
    given:
      'Ananya Rahul Lakshmi Arjun Kavita Sanjay Meera Vikram Deepa Suresh Nisha Ravi Fatima Imran Joseph Sunita',
    family:
      'Sharma Iyer Banerjee Patil Nair Menon Gupta Reddy Das Kulkarni Subramanian Khan Thomas Joshi Mukherjee',
    ownScript: { 'Sunita Sharma': 'सुनीता शर्मा', 'Meera Joshi': 'मीरा जोशी' },
  },
  filipino: {
    given:
      'Maria Jose Angelica Paolo Kristine Ramon Liza Miguel Rosario Jericho Analyn Rodel Bea Nonoy Ma._Theresa',
    family: 'Santos Reyes Cruz Bautista dela_Cruz Villanueva Mendoza Ocampo Aquino Peña Dimaculangan Salazar',
  },
  southAfrican: {
    given:
      'Thandi Sipho Nomvula Johan Lerato Pieter Ayanda Zanele Bongani Annelie Naledi Themba Fatima Kagiso',
    family:
      'Dlamini Nkosi van_der_Merwe Mokoena Botha Khumalo Naidoo Ndlovu Pillay Molefe Petersen Zulu du_Plessis',
  },
  nigerian: {
    given: 'Chinwe Oluwaseun Amina Emeka Folake Ibrahim Ngozi Tunde Hauwa Ifeanyi Adéọlá Zainab Chidi Bukola',
    family: 'Okafor Adeyemi Bello Eze Ogunleye Mohammed Nwosu Adébáyọ̀ Yusuf Okonkwo Balogun Obi Suleiman',
  },
  german: {
    given: 'Anna Jürgen Katharina Björn Sabine Lukas Heike Matthias Jana Käthe Tobias Ayşe Friederike',
    family: 'Müller Schmidt Schäfer Weiß Krüger Hoffmann Günther Yılmaz Lehmann Großmann Bauer Köhler',
  },
  irish: {
    given: 'Aoife Ciarán Siobhán Pádraig Niamh Seán Gráinne Eoin Róisín Caoimhe',
    family: 'Murphy O’Sullivan Ní_Bhriain Byrne Ó_Conaill Kelly McCarthy Doyle',
  },
  kenyan: {
    given: 'Wanjiku Otieno Achieng Kamau Njeri Mwangi Halima Kiprono Atieno Brian',
    family: 'Kariuki Ochieng Wambui Kimani Mutua Odhiambo Chebet Hassan',
  },
  dutch: {
    given: 'Sanne Joost Femke Bram Anouk Ruben Marijke Thijs',
    family: 'de_Vries van_den_Berg Jansen Bakker Visser de_Jong Özdemir',
  },
  swedish: {
    given: 'Astrid Erik Åsa Lars Linnéa Göran Maja Björn',
    family: 'Lindqvist Andersson Sjöberg Nyström Åkesson Ahmadi Öberg',
  },
  ghanaian: {
    given: 'Akosua Kwame Ama Kofi Abena Yaw Esi',
    family: 'Mensah Owusu Asante Boateng Agyeman Adjei',
  },
  singaporean: { given: 'Wei_Ling Jun_Hao Nurul Arun Hui_Min Kumar', family: 'Tan Lim Ng Goh Rahman Pillai' },
  malaysian: {
    given: 'Siti Ahmad Nur_Aisyah Mei_Yee Kavitha Hafiz',
    family: 'binti_Abdullah Ismail Wong Hashim Rajan Lee',
  },
  spanish: {
    given: 'María José Lucía Javier Begoña Álvaro Sofía Andrés Inés Joaquín Ximena Martín',
    family: 'García_López Muñoz Hernández Núñez Ibáñez Fernández Peña Rodríguez Agüero Castaño',
  },
  portuguese: {
    given: 'Ana João Conceição Rui Beatriz Luís Inês Thiago Fátima',
    family: 'Silva Gonçalves Araújo Magalhães Ferrão Souza Simões',
  },
  french: {
    given: 'Élodie François Anaïs Benoît Chloé Mathieu Naïma',
    family: 'Lefèvre Dubois Béranger Moreau Benali Guérin',
  },
  pakistani: {
    given: 'Ayesha Bilal Sana Usman Hina Farhan',
    family: 'Ahmed Malik Qureshi Hussain Siddiqui',
    ownScript: { 'Sana Malik': 'ثنا ملک' },
  },
  bangladeshi: {
    given: 'Nusrat Tanvir Sharmin Rafiq Farzana',
    family: 'Rahman Hossain Akter Chowdhury Islam',
  },
  ugandan: {
    given: 'Nakato Okello Grace Mugisha Akello',
    family: 'Namukasa Byaruhanga Ochen Ssemakula Auma',
  },
  caribbean: {
    given: 'Keisha Andre Shanice Marlon Simone Devon',
    family: 'Mohammed Ramkissoon Baptiste Campbell Brown Williams',
  },
  italian: { given: 'Giulia Niccolò Chiara Davide Noemi', family: 'Bianchi D’Angelo Esposito Conti Forlì' },
  polish: {
    given: 'Małgorzata Łukasz Agnieszka Paweł Zofia',
    family: 'Wiśniewska Wójcik Żak Szczepański Dąbrowska',
  },
  finnish: { given: 'Aino Väinö Päivi Jukka Hanna', family: 'Mäkinen Korhonen Hämäläinen Virtanen' },
  danish: { given: 'Søren Mette Bjørn Kåre Ingrid', family: 'Jørgensen Nielsen Østergaard Kjær' },
  egyptian: {
    given: 'Mona Ahmed Yasmin Karim',
    family: 'Hassan El-Sayed Mostafa Farouk',
    ownScript: { 'Mona Hassan': 'منى حسن', 'Karim Farouk': 'كريم فاروق' },
  },
  sriLankan: { given: 'Dilani Nuwan Tharshini Chaminda', family: 'Perera Wickramasinghe Sivakumar Fernando' },
  japanese: {
    given: 'Haruka Kenji Yuko Takumi',
    family: 'Sato Yamamoto Ito',
    ownScript: { 'Haruka Sato': '佐藤 春香', 'Kenji Yamamoto': '山本 健二', 'Yuko Ito': '伊藤 裕子' },
  },
  korean: {
    given: 'Seo-yeon Min-jun Ji-woo',
    family: 'Kim Park Choi',
    ownScript: { 'Seo-yeon Kim': '김서연', 'Min-jun Park': '박민준', 'Ji-woo Choi': '최지우' },
  },
  cantonese: {
    given: 'Ka-yan Chi-ming Wing-sze',
    family: 'Chan Cheung Leung',
    ownScript: { 'Ka-yan Chan': '陳嘉欣' },
  },
  indonesian: { given: 'Dewi Budi Putri Agus', family: 'Wulandari Santoso Lestari Nugroho' },
  turkish: { given: 'Ayşe Çağlar Gülşah İbrahim', family: 'Yıldırım Öztürk Şahin Güneş' },
  greek: {
    given: 'Eleni Giorgos Katerina',
    family: 'Papadaki Nikolaou Georgiou',
    ownScript: { 'Eleni Papadaki': 'Ελένη Παπαδάκη', 'Katerina Georgiou': 'Κατερίνα Γεωργίου' },
  },
} satisfies Record<string, Names>

export type NamePool = keyof typeof NAME_POOLS

/** The names of a pool, as lists. */
export function namesOf(pool: NamePool): {
  given: string[]
  family: string[]
  ownScript: Readonly<Record<string, string>>
} {
  const names: Names = NAME_POOLS[pool]
  const list = (joined: string): string[] => joined.split(' ').map((name) => name.replace(/_/g, ' '))
  return { given: list(names.given), family: list(names.family), ownScript: names.ownScript ?? {} }
}

/**
 * Names that try to be something else: a mention of everybody, markup, a link, an instant, a line that is as long as
 * the form allows (80), a change of the direction of writing. About one person in sixty has one.
 */
export const HOSTILE_NAMES: readonly string[] = [
  '<!channel>',
  '@everyone',
  '*bold* _name_ ~gone~ `code` ||hidden||',
  '[x](http://example.org) <https://example.net|click> <@U0000000001> <t:0:R>',
  `Bartholomäus ${'Maximilian-'.repeat(5)}Longest-Name`,
  '\u202Eremmargorp\u202C شيرين \u2067مكتبة\u2069 & <b>Co</b>',
  '👩🏽‍🏫📚 Zo\u0308e\u200B 🇳🇿',
]
