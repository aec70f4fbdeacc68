/**
 * Which IANA zones belong to which country: the facts of tzdata's `zone.tab` (public domain), by ISO 3166-1
 * alpha-2, each country's most used zone first. Uninhabited BV and HM have no zone of their own; they get the one
 * their visitors come from. XK is listed with the zone that is used there.
 *
 * These names are what we store. `Intl` of Node 20 still calls some of them by their old names
 * ("Asia/Calcutta"), and later versions call them by the new ones: so the list can't be taken from there.
 */
const BY_COUNTRY = `
AD Europe/Andorra; AE Asia/Dubai; AF Asia/Kabul; AG America/Antigua; AI America/Anguilla; AL Europe/Tirane;
AM Asia/Yerevan; AO Africa/Luanda; AQ Antarctica/McMurdo Antarctica/Casey Antarctica/Davis
Antarctica/DumontDUrville Antarctica/Mawson Antarctica/Palmer Antarctica/Rothera Antarctica/Syowa
Antarctica/Troll Antarctica/Vostok; AR America/Argentina/Buenos_Aires America/Argentina/Cordoba
America/Argentina/Salta America/Argentina/Jujuy America/Argentina/Tucuman America/Argentina/Catamarca
America/Argentina/La_Rioja America/Argentina/San_Juan America/Argentina/Mendoza America/Argentina/San_Luis
America/Argentina/Rio_Gallegos America/Argentina/Ushuaia; AS Pacific/Pago_Pago; AT Europe/Vienna; AU
Australia/Sydney Australia/Melbourne Australia/Brisbane Australia/Adelaide Australia/Perth Australia/Hobart
Australia/Darwin Australia/Lord_Howe Antarctica/Macquarie Australia/Broken_Hill Australia/Lindeman
Australia/Eucla; AW America/Aruba; AX Europe/Mariehamn; AZ Asia/Baku; BA Europe/Sarajevo; BB
America/Barbados; BD Asia/Dhaka; BE Europe/Brussels; BF Africa/Ouagadougou; BG Europe/Sofia; BH
Asia/Bahrain; BI Africa/Bujumbura; BJ Africa/Porto-Novo; BL America/St_Barthelemy; BM Atlantic/Bermuda; BN
Asia/Brunei; BO America/La_Paz; BQ America/Kralendijk; BR America/Sao_Paulo America/Fortaleza America/Manaus
America/Cuiaba America/Rio_Branco America/Noronha America/Belem America/Recife America/Araguaina
America/Maceio America/Bahia America/Campo_Grande America/Santarem America/Porto_Velho America/Boa_Vista
America/Eirunepe; BS America/Nassau; BT Asia/Thimphu; BV Europe/Oslo; BW Africa/Gaborone; BY Europe/Minsk;
BZ America/Belize; CA America/Toronto America/Vancouver America/Edmonton America/Winnipeg America/Halifax
America/Regina America/St_Johns America/Whitehorse America/Iqaluit America/Glace_Bay America/Moncton
America/Goose_Bay America/Blanc-Sablon America/Atikokan America/Resolute America/Rankin_Inlet
America/Swift_Current America/Cambridge_Bay America/Inuvik America/Creston America/Dawson_Creek
America/Fort_Nelson America/Dawson; CC Indian/Cocos; CD Africa/Kinshasa Africa/Lubumbashi; CF Africa/Bangui;
CG Africa/Brazzaville; CH Europe/Zurich; CI Africa/Abidjan; CK Pacific/Rarotonga; CL America/Santiago
America/Punta_Arenas America/Coyhaique Pacific/Easter; CM Africa/Douala; CN Asia/Shanghai Asia/Urumqi; CO
America/Bogota; CR America/Costa_Rica; CU America/Havana; CV Atlantic/Cape_Verde; CW America/Curacao; CX
Indian/Christmas; CY Asia/Nicosia Asia/Famagusta; CZ Europe/Prague; DE Europe/Berlin Europe/Busingen; DJ
Africa/Djibouti; DK Europe/Copenhagen; DM America/Dominica; DO America/Santo_Domingo; DZ Africa/Algiers; EC
America/Guayaquil Pacific/Galapagos; EE Europe/Tallinn; EG Africa/Cairo; EH Africa/El_Aaiun; ER
Africa/Asmara; ES Europe/Madrid Africa/Ceuta Atlantic/Canary; ET Africa/Addis_Ababa; FI Europe/Helsinki; FJ
Pacific/Fiji; FK Atlantic/Stanley; FM Pacific/Pohnpei Pacific/Chuuk Pacific/Kosrae; FO Atlantic/Faroe; FR
Europe/Paris; GA Africa/Libreville; GB Europe/London; GD America/Grenada; GE Asia/Tbilisi; GF
America/Cayenne; GG Europe/Guernsey; GH Africa/Accra; GI Europe/Gibraltar; GL America/Nuuk
America/Danmarkshavn America/Scoresbysund America/Thule; GM Africa/Banjul; GN Africa/Conakry; GP
America/Guadeloupe; GQ Africa/Malabo; GR Europe/Athens; GS Atlantic/South_Georgia; GT America/Guatemala; GU
Pacific/Guam; GW Africa/Bissau; GY America/Guyana; HK Asia/Hong_Kong; HM Antarctica/Mawson; HN
America/Tegucigalpa; HR Europe/Zagreb; HT America/Port-au-Prince; HU Europe/Budapest; ID Asia/Jakarta
Asia/Pontianak Asia/Makassar Asia/Jayapura; IE Europe/Dublin; IL Asia/Jerusalem; IM Europe/Isle_of_Man; IN
Asia/Kolkata; IO Indian/Chagos; IQ Asia/Baghdad; IR Asia/Tehran; IS Atlantic/Reykjavik; IT Europe/Rome; JE
Europe/Jersey; JM America/Jamaica; JO Asia/Amman; JP Asia/Tokyo; KE Africa/Nairobi; KG Asia/Bishkek; KH
Asia/Phnom_Penh; KI Pacific/Tarawa Pacific/Kanton Pacific/Kiritimati; KM Indian/Comoro; KN America/St_Kitts;
KP Asia/Pyongyang; KR Asia/Seoul; KW Asia/Kuwait; KY America/Cayman; KZ Asia/Almaty Asia/Qyzylorda
Asia/Qostanay Asia/Aqtobe Asia/Aqtau Asia/Atyrau Asia/Oral; LA Asia/Vientiane; LB Asia/Beirut; LC
America/St_Lucia; LI Europe/Vaduz; LK Asia/Colombo; LR Africa/Monrovia; LS Africa/Maseru; LT Europe/Vilnius;
LU Europe/Luxembourg; LV Europe/Riga; LY Africa/Tripoli; MA Africa/Casablanca; MC Europe/Monaco; MD
Europe/Chisinau; ME Europe/Podgorica; MF America/Marigot; MG Indian/Antananarivo; MH Pacific/Majuro
Pacific/Kwajalein; MK Europe/Skopje; ML Africa/Bamako; MM Asia/Yangon; MN Asia/Ulaanbaatar Asia/Hovd; MO
Asia/Macau; MP Pacific/Saipan; MQ America/Martinique; MR Africa/Nouakchott; MS America/Montserrat; MT
Europe/Malta; MU Indian/Mauritius; MV Indian/Maldives; MW Africa/Blantyre; MX America/Mexico_City
America/Cancun America/Hermosillo America/Tijuana America/Merida America/Monterrey America/Matamoros
America/Chihuahua America/Ciudad_Juarez America/Ojinaga America/Mazatlan America/Bahia_Banderas; MY
Asia/Kuala_Lumpur Asia/Kuching; MZ Africa/Maputo; NA Africa/Windhoek; NC Pacific/Noumea; NE Africa/Niamey;
NF Pacific/Norfolk; NG Africa/Lagos; NI America/Managua; NL Europe/Amsterdam; NO Europe/Oslo; NP
Asia/Kathmandu; NR Pacific/Nauru; NU Pacific/Niue; NZ Pacific/Auckland Pacific/Chatham; OM Asia/Muscat; PA
America/Panama; PE America/Lima; PF Pacific/Tahiti Pacific/Marquesas Pacific/Gambier; PG
Pacific/Port_Moresby Pacific/Bougainville; PH Asia/Manila; PK Asia/Karachi; PL Europe/Warsaw; PM
America/Miquelon; PN Pacific/Pitcairn; PR America/Puerto_Rico; PS Asia/Gaza Asia/Hebron; PT Europe/Lisbon
Atlantic/Madeira Atlantic/Azores; PW Pacific/Palau; PY America/Asuncion; QA Asia/Qatar; RE Indian/Reunion;
RO Europe/Bucharest; RS Europe/Belgrade; RU Europe/Moscow Europe/Kaliningrad Europe/Samara
Asia/Yekaterinburg Asia/Omsk Asia/Novosibirsk Asia/Krasnoyarsk Asia/Irkutsk Asia/Yakutsk Asia/Vladivostok
Asia/Magadan Asia/Kamchatka Europe/Kirov Europe/Volgograd Europe/Astrakhan Europe/Saratov Europe/Ulyanovsk
Asia/Barnaul Asia/Tomsk Asia/Novokuznetsk Asia/Chita Asia/Khandyga Asia/Ust-Nera Asia/Sakhalin
Asia/Srednekolymsk Asia/Anadyr; RW Africa/Kigali; SA Asia/Riyadh; SB Pacific/Guadalcanal; SC Indian/Mahe; SD
Africa/Khartoum; SE Europe/Stockholm; SG Asia/Singapore; SH Atlantic/St_Helena; SI Europe/Ljubljana; SJ
Arctic/Longyearbyen; SK Europe/Bratislava; SL Africa/Freetown; SM Europe/San_Marino; SN Africa/Dakar; SO
Africa/Mogadishu; SR America/Paramaribo; SS Africa/Juba; ST Africa/Sao_Tome; SV America/El_Salvador; SX
America/Lower_Princes; SY Asia/Damascus; SZ Africa/Mbabane; TC America/Grand_Turk; TD Africa/Ndjamena; TF
Indian/Kerguelen; TG Africa/Lome; TH Asia/Bangkok; TJ Asia/Dushanbe; TK Pacific/Fakaofo; TL Asia/Dili; TM
Asia/Ashgabat; TN Africa/Tunis; TO Pacific/Tongatapu; TR Europe/Istanbul; TT America/Port_of_Spain; TV
Pacific/Funafuti; TW Asia/Taipei; TZ Africa/Dar_es_Salaam; UA Europe/Kyiv Europe/Simferopol; UG
Africa/Kampala; UM Pacific/Midway Pacific/Wake; US America/New_York America/Chicago America/Denver
America/Phoenix America/Los_Angeles America/Anchorage America/Adak Pacific/Honolulu America/Detroit
America/Kentucky/Louisville America/Kentucky/Monticello America/Indiana/Indianapolis
America/Indiana/Vincennes America/Indiana/Winamac America/Indiana/Marengo America/Indiana/Petersburg
America/Indiana/Vevay America/Indiana/Tell_City America/Indiana/Knox America/Menominee
America/North_Dakota/Center America/North_Dakota/New_Salem America/North_Dakota/Beulah America/Boise
America/Juneau America/Sitka America/Metlakatla America/Yakutat America/Nome; UY America/Montevideo; UZ
Asia/Tashkent Asia/Samarkand; VA Europe/Vatican; VC America/St_Vincent; VE America/Caracas; VG
America/Tortola; VI America/St_Thomas; VN Asia/Ho_Chi_Minh; VU Pacific/Efate; WF Pacific/Wallis; WS
Pacific/Apia; XK Europe/Belgrade; YE Asia/Aden; YT Indian/Mayotte; ZA Africa/Johannesburg; ZM Africa/Lusaka;
ZW Africa/Harare`

/** Former and other names (tzdata's links), after the zone that they mean. */
const OTHER_NAMES = `
Africa/Asmara Africa/Asmera; Africa/Bamako Africa/Timbuktu; America/Argentina/Catamarca
America/Argentina/ComodRivadavia America/Catamarca; America/Adak America/Atka US/Aleutian;
America/Argentina/Buenos_Aires America/Buenos_Aires; America/Atikokan America/Coral_Harbour;
America/Argentina/Cordoba America/Cordoba America/Rosario; America/Tijuana America/Ensenada
America/Santa_Isabel Mexico/BajaNorte; America/Indiana/Indianapolis America/Fort_Wayne America/Indianapolis
US/East-Indiana; America/Nuuk America/Godthab; America/Argentina/Jujuy America/Jujuy; America/Indiana/Knox
America/Knox_IN US/Indiana-Starke; America/Kentucky/Louisville America/Louisville; America/Argentina/Mendoza
America/Mendoza; America/Toronto America/Montreal America/Nipigon America/Thunder_Bay Canada/Eastern;
America/Iqaluit America/Pangnirtung; America/Rio_Branco America/Porto_Acre Brazil/Acre; America/Winnipeg
America/Rainy_River Canada/Central; America/Denver America/Shiprock US/Mountain; America/St_Thomas
America/Virgin; America/Edmonton America/Yellowknife Canada/Mountain; Antarctica/McMurdo
Antarctica/South_Pole; Asia/Ashgabat Asia/Ashkhabad; Asia/Kolkata Asia/Calcutta; Asia/Ulaanbaatar
Asia/Choibalsan Asia/Ulan_Bator; Asia/Shanghai Asia/Chongqing Asia/Chungking Asia/Harbin; Asia/Dhaka
Asia/Dacca; Europe/Istanbul Asia/Istanbul; Asia/Urumqi Asia/Kashgar; Asia/Kathmandu Asia/Katmandu;
Asia/Macau Asia/Macao; Asia/Yangon Asia/Rangoon; Asia/Ho_Chi_Minh Asia/Saigon; Asia/Jerusalem Asia/Tel_Aviv;
Asia/Thimphu Asia/Thimbu; Asia/Makassar Asia/Ujung_Pandang; Atlantic/Faroe Atlantic/Faeroe;
Arctic/Longyearbyen Atlantic/Jan_Mayen; Australia/Sydney Australia/ACT Australia/Canberra Australia/NSW;
Australia/Hobart Australia/Currie Australia/Tasmania; Australia/Lord_Howe Australia/LHI; Australia/Darwin
Australia/North; Australia/Brisbane Australia/Queensland; Australia/Adelaide Australia/South;
Australia/Melbourne Australia/Victoria; Australia/Perth Australia/West; Australia/Broken_Hill
Australia/Yancowinna; America/Noronha Brazil/DeNoronha; America/Sao_Paulo Brazil/East; America/Manaus
Brazil/West; America/Chicago US/Central; America/Halifax Canada/Atlantic; America/St_Johns
Canada/Newfoundland; America/Vancouver Canada/Pacific; America/Regina Canada/Saskatchewan;
America/Whitehorse Canada/Yukon; America/Santiago Chile/Continental; Pacific/Easter Chile/EasterIsland;
America/New_York US/Eastern; Europe/London Europe/Belfast; Europe/Kyiv Europe/Kiev Europe/Uzhgorod
Europe/Zaporozhye; Asia/Nicosia Europe/Nicosia; Europe/Chisinau Europe/Tiraspol; Pacific/Honolulu
Pacific/Johnston US/Hawaii; America/Phoenix US/Arizona; America/Mazatlan Mexico/BajaSur; America/Mexico_City
Mexico/General; America/Los_Angeles US/Pacific; Pacific/Kanton Pacific/Enderbury; Pacific/Pohnpei
Pacific/Ponape; Pacific/Pago_Pago Pacific/Samoa US/Samoa; Pacific/Chuuk Pacific/Truk Pacific/Yap;
America/Anchorage US/Alaska; America/Detroit US/Michigan`

/** `"KEY value value; KEY value"` → [KEY, values][] */
function entries(table: string): [string, string[]][] {
  return table.split(';').map((entry) => {
    const [key = '', ...values] = entry.trim().split(/\s+/)
    return [key, values]
  })
}

/** Country (alpha-2) → its zones, the most used first. */
export const COUNTRY_ZONES: ReadonlyMap<string, readonly string[]> = new Map(entries(BY_COUNTRY))

/** Zone → its other names. */
export const ZONE_LINKS: ReadonlyMap<string, readonly string[]> = new Map(entries(OTHER_NAMES))
