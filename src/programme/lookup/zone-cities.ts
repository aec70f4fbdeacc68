/** What people call places in a zone and the gazetteer does not: short names, islands. */
export const ALSO_CALLED: Readonly<Record<string, string>> = {
  'Africa/Addis_Ababa': 'Addis',
  'America/Adak': 'Aleutian|Aleutian Islands',
  'America/Los_Angeles': 'LA|L.A.|SF',
  'America/New_York': 'NYC|DC|Philly',
  'Asia/Jakarta': 'Jogja',
  'Asia/Kuala_Lumpur': 'KL',
  'Asia/Makassar': 'Bali',
  'Asia/Taipei': '臺北',
  'Atlantic/Azores': 'Açores',
  'Atlantic/Canary': 'Canarias|Gran Canaria|Tenerife',
  'Europe/Madrid': 'Mallorca|Menorca|Ibiza',
  'Pacific/Honolulu': 'Oahu|Maui|Kauai',
}

/** What to show to somebody who has typed nothing and whose country we don't know: one city for most offsets. */
export const FIRST_ZONES =
  'Pacific/Honolulu America/Anchorage America/Los_Angeles America/Denver America/Chicago America/New_York America/Halifax America/Sao_Paulo Europe/London Europe/Berlin Africa/Lagos Europe/Athens Africa/Johannesburg Africa/Nairobi Asia/Dubai Asia/Karachi Asia/Kolkata Asia/Dhaka Asia/Bangkok Asia/Singapore Asia/Manila Asia/Tokyo Australia/Brisbane Australia/Sydney Pacific/Auckland'
