const minute = 60;
const hour = 60 * minute;

/** When to look for the new passkey, in seconds after the steps were shown: often while the user is at it, then hourly for a day. */
export const watchOffsets: readonly number[] = [
  15,
  30,
  1 * minute,
  2 * minute,
  5 * minute,
  10 * minute,
  30 * minute,
  ...Array.from({ length: 24 }, (_, index) => (index + 1) * hour),
];

export type Look = { readonly attempt: number; readonly at: Date };

/** Looks that were missed while nothing ran are made up for by one. Undefined when that was the last. */
export function nextLook(
  beganAt: Date,
  attempt: number,
  now: Date,
  offsets: readonly number[] = watchOffsets,
): Look | undefined {
  const looks = offsets.map((seconds, index) => ({ attempt: index, at: new Date(beganAt.getTime() + seconds * 1000) }));
  return looks.find((look) => look.attempt > attempt && look.at > now);
}
