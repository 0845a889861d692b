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

/** Of a pass: it may begin to work days later, and live for weeks. */
type Pass = { readonly startsAt: Date; readonly until: Date };

/** Looks that were missed while nothing ran are made up for by one. Undefined when that was the last. */
export function nextLook(
  beganAt: Date,
  attempt: number,
  now: Date,
  offsets: readonly number[] = watchOffsets,
  pass?: Pass,
): Look | undefined {
  const looks = looksAt(beganAt, offsets, pass).map((time, index) => ({ attempt: index, at: new Date(time) }));
  return looks.find((look) => look.attempt > attempt && look.at > now);
}

/** Often from now on, and again from when the pass works; then hourly for as long as it may lead to a passkey. */
function looksAt(beganAt: Date, offsets: readonly number[], pass: Pass | undefined): readonly number[] {
  const after = (from: number) => offsets.map((seconds) => from + seconds * 1000);
  const began = beganAt.getTime();
  if (!pass) return after(began);
  const works = Math.max(began, pass.startsAt.getTime());
  const hours = Math.max(0, Math.floor((pass.until.getTime() - works) / (hour * 1000)));
  const hourly = Array.from({ length: hours }, (_, index) => works + (index + 1) * hour * 1000);
  return [...new Set([...after(began), ...after(works), ...hourly])].sort((one, other) => one - other);
}
