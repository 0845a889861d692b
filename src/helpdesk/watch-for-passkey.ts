import { carryOn } from './carry-on.ts';
import type { TapCase } from './case.ts';
import { expectedOf } from './look-times.ts';
import type { HelpdeskPorts } from './scene.ts';

/** The subject hears of the passkey that they make with the pass, whether or not they ever used the guide. */
export async function watchForPasskey(one: TapCase, ports: HelpdeskPorts): Promise<void> {
  const expected = expectedOf(one, ports.now());
  await carryOn('watch for the passkey', () => ports.watch.begin(one.subject, expected), ports);
}
