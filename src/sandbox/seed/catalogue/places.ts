/** Where a visitor is. `utcOffset` in hours, winter time: sessions follow the local day. */
export interface Place {
  readonly code: string
  readonly country: string
  readonly city: string
  readonly continent: string
  readonly timeZone: string
  readonly utcOffset: number
  readonly language: string
  readonly weight: number
}

export const BERLIN: Place = {
  code: 'DE',
  country: 'Germany',
  city: 'Berlin',
  continent: 'Europe',
  timeZone: 'Europe/Berlin',
  utcOffset: 1,
  language: 'de-DE',
  weight: 8,
}

const rows: readonly (readonly [string, string, string, string, string, number, string, number])[] = [
  ['US', 'United States', 'New York', 'North America', 'America/New_York', -5, 'en-US', 15],
  ['US', 'United States', 'Chicago', 'North America', 'America/Chicago', -6, 'en-US', 8],
  ['US', 'United States', 'San Francisco', 'North America', 'America/Los_Angeles', -8, 'en-US', 9],
  ['CA', 'Canada', 'Toronto', 'North America', 'America/Toronto', -5, 'en-CA', 5],
  ['BR', 'Brazil', 'São Paulo', 'South America', 'America/Sao_Paulo', -3, 'pt-BR', 5],
  ['GB', 'United Kingdom', 'London', 'Europe', 'Europe/London', 0, 'en-GB', 11],
  ['DE', 'Germany', 'Hamburg', 'Europe', 'Europe/Berlin', 1, 'de-DE', 4],
  ['FR', 'France', 'Lyon', 'Europe', 'Europe/Paris', 1, 'fr-FR', 7],
  ['NL', 'Netherlands', 'Utrecht', 'Europe', 'Europe/Amsterdam', 1, 'nl-NL', 5],
  ['ES', 'Spain', 'Valencia', 'Europe', 'Europe/Madrid', 1, 'es-ES', 4],
  ['PL', 'Poland', 'Kraków', 'Europe', 'Europe/Warsaw', 1, 'pl-PL', 3],
  ['SE', 'Sweden', 'Malmö', 'Europe', 'Europe/Stockholm', 1, 'sv-SE', 3],
  ['IN', 'India', 'Bengaluru', 'Asia', 'Asia/Kolkata', 5.5, 'en-IN', 9],
  ['SG', 'Singapore', 'Singapore', 'Asia', 'Asia/Singapore', 8, 'en-SG', 3],
  ['JP', 'Japan', 'Osaka', 'Asia', 'Asia/Tokyo', 9, 'ja-JP', 4],
  ['AU', 'Australia', 'Melbourne', 'Oceania', 'Australia/Melbourne', 11, 'en-AU', 4],
]

export const PLACES: readonly Place[] = [
  BERLIN,
  ...rows.map(([code, country, city, continent, timeZone, utcOffset, language, weight]) => ({
    code,
    country,
    city,
    continent,
    timeZone,
    utcOffset,
    language,
    weight,
  })),
]

/** Countries of the European Union among the places. */
export const EU_COUNTRIES = ['DE', 'FR', 'NL', 'ES', 'PL', 'SE'] as const
