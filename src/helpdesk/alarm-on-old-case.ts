import { record } from './act-on-case.ts';
import { announceAlarms } from './announce-alarm.ts';
import type { Cases, FreezeCause } from './ports.ts';
import type { HelpdeskScene } from './scene.ts';

/**
 * An alarm from a card that is older than the way cases are stored now: of the case no more is known than whose it is, and an alarm needs no more.
 * False: the sender is not the one it was about.
 */
export async function alarmOnOldCase(
  by: Parameters<Cases['partiesOf']>[0],
  because: Exclude<FreezeCause, 'passkey-not-me'>,
  scene: HelpdeskScene,
): Promise<boolean> {
  const { turn, ports } = scene;
  const one = await ports.cases.partiesOf(by);
  if (one?.subject !== turn.user) return false;
  await ports.freezes.freeze(one.subject, because, one.operator, ports.now(), one.id);
  const event = because === 'tap-not-me' ? 'not-me' : because;
  await record(one, { event }, 'done', scene);
  await record(one, { event: 'frozen', details: { because } }, 'done', scene);
  const { number } = await ports.requests.open(one.subject, 'not-me', {});
  ports.log.warn({ user: one.subject, operator: one.operator, request: number }, 'An alarm from an old card');
  await announceAlarms(one.subject, ports);
  return true;
}
