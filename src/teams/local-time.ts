/** ISO 8601 of what a person picked as a date and a time where they are. Undefined: no such moment, or no such zone. */
export function momentOf(date: string, time: string, timeZone: string | undefined): string | undefined {
  const asIfUtc = Date.parse(`${date}T${time}:00Z`);
  if (Number.isNaN(asIfUtc)) return undefined;
  try {
    const format = formatFor(timeZone);
    // The offset of the zone at that moment; looked up twice, for the hour in which the clocks change.
    const near = asIfUtc - offsetAt(asIfUtc, format);
    return new Date(asIfUtc - offsetAt(near, format)).toISOString();
  } catch {
    return undefined;
  }
}

/** "2026-11-20", where the person is. */
export function dateIn(timeZone: string | undefined, now: Date): string {
  try {
    return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: timeZone ?? 'UTC' }).format(now);
  } catch {
    return now.toISOString().slice(0, 10);
  }
}

function formatFor(timeZone: string | undefined): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: timeZone ?? 'UTC' });
}

/** ms. Swedish writes "2026-11-20 09:30:00". */
function offsetAt(moment: number, format: Intl.DateTimeFormat): number {
  return Date.parse(`${format.format(moment).replace(' ', 'T')}Z`) - Math.floor(moment / 1_000) * 1_000;
}
