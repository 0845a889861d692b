export function castId(number: number): string {
  return `aaaaaaaa-0000-0000-0000-${String(number).padStart(12, '0')}`;
}

/** Ids of what belongs to a person: four hexadecimal digits for the kind, the number of the thing, the owner's digits. */
export function ownedId(kind: string, ownerId: string, number: number): string {
  return `${kind}${String(number).padStart(4, '0')}-0000-4000-8000-${ownerId.slice(-12)}`;
}

const dayInMilliseconds = 86_400_000;

/** As Graph writes it: seconds, UTC. */
export function timestamp(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

export function daysBefore(now: Date, days: number): string {
  return timestamp(new Date(now.getTime() - days * dayInMilliseconds));
}
