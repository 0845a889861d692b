export class Overdue extends Error {
  override readonly name = 'Overdue';
}

/** Rejects with `Overdue` after `ms`; what comes later is dropped. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  const settled = await settledWithin(ms, promise);
  if (!settled) throw new Overdue();
  return settled.value;
}

/** Undefined: not yet. Rejects when the promise rejects in time. */
export async function settledWithin<T>(ms: number, promise: Promise<T>): Promise<{ readonly value: T } | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([promise.then((value) => ({ value })), over]);
  } finally {
    clearTimeout(timer);
  }
}
