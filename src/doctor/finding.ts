/** One line of the doctor's report. `advice` says what to do, wherever there is something. */
export type Finding = {
  readonly verdict: 'ok' | 'warn' | 'fail';
  readonly says: string;
  readonly advice?: string;
};

export function ok(says: string): Finding {
  return { verdict: 'ok', says };
}

export function warn(says: string, advice: string): Finding {
  return { verdict: 'warn', says, advice };
}

export function fail(says: string, advice: string): Finding {
  return { verdict: 'fail', says, advice };
}
