/**
 * The 249 officially assigned codes of ISO 3166-1, each as alpha-2 and alpha-3 together, by alpha-2.
 * And XK/XKX for Kosovo: user-assigned, not official, yet what Unicode, the European Union and banks use, and
 * a librarian in Pristina has to be able to sign up.
 */
const CODES = `
ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE BABIH BBBRB
BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR
BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR
CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK
FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS
GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN
ISISL ITITA JEJEY JMJAM JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO
LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD
MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER
NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM
PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC SDSDN SESWE SGSGP
SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF
TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY
UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR VNVNM VUVUT WFWLF WSWSM YEYEM YTMYT ZAZAF ZMZMB ZWZWE XKXKX`

const PAIRS = CODES.trim().split(/\s+/)

/** Every country that a person can be in, as ISO 3166-1 alpha-2 (and XK). */
export const COUNTRY_CODES: readonly string[] = PAIRS.map((pair) => pair.slice(0, 2))

/** Alpha-3 in lower case → alpha-2. */
export const ALPHA_3: ReadonlyMap<string, string> = new Map(
  PAIRS.map((pair) => [pair.slice(2).toLowerCase(), pair.slice(0, 2)]),
)

/** Names that people type and `Intl.DisplayNames` does not have: formal, former, short, parts of countries. */
export const COUNTRY_ALIASES: Readonly<Record<string, string>> = {
  AE: 'UAE|Emirates|Abu Dhabi|Dubai',
  BA: 'Bosnia|BiH|Bosnia-Hercegovina',
  BN: 'Brunei Darussalam',
  BO: 'Plurinational State of Bolivia',
  BQ: 'Bonaire|Sint Eustatius|Saba',
  BY: 'Byelorussia|Belorussia|White Russia',
  CD: 'DRC|DR Congo|Congo DR|Congo-Kinshasa|Democratic Republic of the Congo|Democratic Republic of Congo|Congo, The Democratic Republic of the|Zaire|RDC|République démocratique du Congo',
  CF: 'CAR',
  CG: 'Congo-Brazzaville|Republic of the Congo|Republic of Congo|Congo Republic|Congo, Republic of the',
  CI: 'Ivory Coast|Elfenbeinküste|Costa de Marfil|Cote d Ivoire',
  CN: "PRC|Mainland China|People's Republic of China|P.R. China",
  CV: 'Cabo Verde',
  CZ: 'Czech Republic|Czech|Tschechische Republik',
  DE: 'BRD|Federal Republic of Germany',
  DO: 'Dominican Rep',
  FK: 'Malvinas|Falklands',
  FM: 'Federated States of Micronesia|FSM',
  FO: 'Faroes|Faeroe Islands',
  GB: 'UK|U.K.|Great Britain|Britain|England|Scotland|Wales|Northern Ireland|Ulster|United Kingdom of Great Britain and Northern Ireland|Großbritannien|Grande-Bretagne|Gran Bretaña|Inglaterra|Angleterre|Schottland|Cymru|Alba',
  HK: 'Hong Kong SAR|HKSAR',
  IE: 'Republic of Ireland|Eire|Southern Ireland',
  IM: 'Mann|Isle of Mann',
  IR: 'Persia|Islamic Republic of Iran',
  KH: 'Kampuchea',
  KN: 'Saint Kitts|Nevis',
  KP: "DPRK|Democratic People's Republic of Korea|Korea, Democratic People's Republic of|Korea (North)|N. Korea",
  KR: 'Republic of Korea|Korea, Republic of|Korea (South)|S. Korea|ROK|Hanguk',
  LA: "Lao PDR|Lao People's Democratic Republic",
  LK: 'Ceylon',
  MK: 'Macedonia|FYROM|Republic of North Macedonia',
  MM: 'Burma|Birma|Birmanie',
  MO: 'Macau|Macao SAR',
  NL: 'Holland|The Netherlands|Hollande|Holanda',
  NZ: 'Aotearoa|Aotearoa New Zealand|New Zealand / Aotearoa|N.Z.',
  PH: 'Pilipinas|The Philippines',
  PG: 'PNG',
  PN: 'Pitcairn',
  PS: 'Palestine|State of Palestine|West Bank|Gaza',
  RU: 'Russian Federation|Russland',
  SH: 'Ascension|Tristan da Cunha|Saint Helena, Ascension and Tristan da Cunha',
  ST: 'São Tomé|Sao Tome',
  SV: 'Salvador',
  SY: 'Syrian Arab Republic',
  SZ: 'Swaziland',
  TC: 'Turks and Caicos',
  TL: 'East Timor|Timor Leste',
  TR: 'Turkey|Turkiye|Türkei|Turquie',
  TT: 'Trinidad|Tobago',
  TW: 'Formosa|Chinese Taipei|Republic of China|Taiwan, Province of China',
  TZ: 'United Republic of Tanzania|Tanganyika|Zanzibar',
  US: 'USA|U.S.A.|U.S.|United States of America|America|the States|Estados Unidos de América|EE. UU.|EEUU|Vereinigte Staaten von Amerika|États-Unis d’Amérique',
  VA: 'Vatican|Holy See',
  VC: 'Saint Vincent',
  VE: 'Bolivarian Republic of Venezuela',
  VN: 'Viet Nam',
  WS: 'Western Samoa',
  ZA: 'RSA|Suid-Afrika|Republic of South Africa|Mzansi',
}

/** Names of more than one country of today, which are always asked about. */
export const AMBIGUOUS_COUNTRIES: Readonly<Record<string, string>> = {
  'Korea|Corée|Corea|Корея|Kore': 'KR KP',
  'Congo|Kongo|Конго': 'CG CD',
  'Virgin Islands|Virgin Is': 'VG VI',
  'Saint Martin': 'MF SX',
  Timor: 'TL ID',
  Borneo: 'ID MY BN',
  'West Indies|Caribbean': 'JM TT BB AG LC VC GD KN DM GY BS',
  'Channel Islands': 'JE GG',
  'Netherlands Antilles|Dutch Antilles': 'CW SX BQ',
  Yugoslavia: 'RS HR SI BA ME MK XK',
  'Serbia and Montenegro': 'RS ME',
  'Czechoslovakia|Tschechoslowakei': 'CZ SK',
  'USSR|Soviet Union|UdSSR': 'RU UA BY KZ UZ GE AM AZ KG TJ TM MD LT LV EE',
  Scandinavia: 'DK NO SE',
}
