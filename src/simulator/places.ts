/** A time zone, as Exchange writes it by default, and by its IANA name. */
type Zone = { readonly windows: string; readonly iana: string };

export type Place = {
  /** ISO 3166 alpha-2. */
  readonly country: string;
  /** BCP 47. */
  readonly languages: readonly string[];
  readonly zones: readonly Zone[];
};

function zone(windows: string, iana: string): Zone {
  return { windows, iana };
}

/** Names: https://github.com/unicode-org/cldr/blob/main/common/supplemental/windowsZones.xml */
const west = 'W. Europe Standard Time';
const romance = 'Romance Standard Time';
const london = 'GMT Standard Time';
const fle = 'FLE Standard Time';
const central = 'Central European Standard Time';

const places: readonly Place[] = [
  {
    country: 'US',
    languages: ['en-US'],
    zones: [
      zone('Pacific Standard Time', 'America/Los_Angeles'),
      zone('Eastern Standard Time', 'America/New_York'),
      zone('Central Standard Time', 'America/Chicago'),
    ],
  },
  { country: 'DE', languages: ['de-DE'], zones: [zone(west, 'Europe/Berlin')] },
  { country: 'GB', languages: ['en-GB'], zones: [zone(london, 'Europe/London')] },
  { country: 'IN', languages: ['en-IN', 'hi-IN'], zones: [zone('India Standard Time', 'Asia/Kolkata')] },
  { country: 'FR', languages: ['fr-FR'], zones: [zone(romance, 'Europe/Paris')] },
  { country: 'JP', languages: ['ja-JP'], zones: [zone('Tokyo Standard Time', 'Asia/Tokyo')] },
  { country: 'BR', languages: ['pt-BR'], zones: [zone('E. South America Standard Time', 'America/Sao_Paulo')] },
  { country: 'ES', languages: ['es-ES'], zones: [zone(romance, 'Europe/Madrid')] },
  { country: 'IT', languages: ['it-IT'], zones: [zone(west, 'Europe/Rome')] },
  { country: 'PL', languages: ['pl-PL'], zones: [zone(central, 'Europe/Warsaw')] },
  { country: 'NL', languages: ['nl-NL'], zones: [zone(west, 'Europe/Amsterdam')] },
  { country: 'PT', languages: ['pt-PT'], zones: [zone(london, 'Europe/Lisbon')] },
  { country: 'CH', languages: ['de-CH', 'fr-CH'], zones: [zone(west, 'Europe/Zurich')] },
  { country: 'CA', languages: ['en-CA', 'fr-CA'], zones: [zone('Eastern Standard Time', 'America/Toronto')] },
  { country: 'MX', languages: ['es-MX'], zones: [zone('Central Standard Time (Mexico)', 'America/Mexico_City')] },
  { country: 'AE', languages: ['ar-AE', 'en-GB'], zones: [zone('Arabian Standard Time', 'Asia/Dubai')] },
  { country: 'AU', languages: ['en-AU'], zones: [zone('AUS Eastern Standard Time', 'Australia/Sydney')] },
  { country: 'NZ', languages: ['en-NZ'], zones: [zone('New Zealand Standard Time', 'Pacific/Auckland')] },
  { country: 'ZA', languages: ['en-ZA'], zones: [zone('South Africa Standard Time', 'Africa/Johannesburg')] },
  { country: 'FI', languages: ['fi-FI', 'sv-FI'], zones: [zone(fle, 'Europe/Helsinki')] },
  { country: 'AT', languages: ['de-AT'], zones: [zone(west, 'Europe/Vienna')] },
  { country: 'BE', languages: ['nl-BE', 'fr-BE'], zones: [zone(romance, 'Europe/Brussels')] },
  { country: 'DK', languages: ['da-DK'], zones: [zone(romance, 'Europe/Copenhagen')] },
  { country: 'HU', languages: ['hu-HU'], zones: [zone('Central Europe Standard Time', 'Europe/Budapest')] },
  { country: 'IE', languages: ['en-IE'], zones: [zone(london, 'Europe/Dublin')] },
  { country: 'NO', languages: ['nb-NO'], zones: [zone(west, 'Europe/Oslo')] },
  { country: 'SE', languages: ['sv-SE'], zones: [zone(west, 'Europe/Stockholm')] },
  { country: 'TR', languages: ['tr-TR'], zones: [zone('Turkey Standard Time', 'Europe/Istanbul')] },
];

/** Where generated users work; the rest is for the cast. */
export const workplaces: readonly Place[] = places.slice(0, 20);

export function placeOf(country: string | undefined): Place | undefined {
  return places.find((place) => place.country === country);
}
