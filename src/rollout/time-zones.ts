import { getTimezonesForCountry } from 'countries-and-timezones';
import { IANAZone } from 'luxon';

export type ZoneSources = {
  /** Of the mailbox: what the user chose. */
  readonly mailbox: string | undefined;
  /** As Teams told it with the last message. */
  readonly contact: string | undefined;
  /** ISO 3166 alpha-2. */
  readonly country: string | undefined;
  readonly defaultZone: string;
};

const zonesByCountry = new Map<string, readonly string[]>();

/** Where somebody may be, IANA names, at least one: theirs if it is known, else all of their country. */
export function zonesOf({ mailbox, contact, country, defaultZone }: ZoneSources): readonly string[] {
  const own = ownZoneOf({ mailbox, contact });
  if (own !== undefined) return [own];
  const all = country === undefined ? [] : zonesIn(country.toUpperCase());
  return all.length > 0 ? all : [defaultZone];
}

/** Undefined: where they are is a guess. */
export function ownZoneOf({ mailbox, contact }: Pick<ZoneSources, 'mailbox' | 'contact'>): string | undefined {
  return [mailbox, contact].find((zone) => zone !== undefined && IANAZone.isValidZone(zone));
}

function zonesIn(country: string): readonly string[] {
  const known = zonesByCountry.get(country);
  if (known) return known;
  const zones = (getTimezonesForCountry(country) ?? [])
    .map(({ name }) => name)
    // Stations: nobody who works there has it as usage location only.
    .filter((name) => !name.startsWith('Antarctica/') && IANAZone.isValidZone(name));
  // What is no country is not kept: it comes from outside.
  if (zones.length > 0) zonesByCountry.set(country, zones);
  return zones;
}
