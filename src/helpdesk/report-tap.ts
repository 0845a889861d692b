import type { Notice } from '../enrollment/reply.ts';
import { frozen, record, tellOperator } from './act-on-case.ts';
import { alarmOnOldCase } from './alarm-on-old-case.ts';
import { announceAlarms } from './announce-alarm.ts';
import { carryOn } from './carry-on.ts';
import type { TapCase } from './case.ts';
import { closeSeal } from './close-seal.ts';
import type { HelpdeskReply } from './reply.ts';
import type { HelpdeskPorts, HelpdeskScene } from './scene.ts';

/** "This wasn't me", by the subject and nobody else, however late: frozen before anything else, and our copy of the TAP is gone. */
export async function tapNotMine(id: string, scene: HelpdeskScene): Promise<HelpdeskReply | Notice> {
  const { turn, ports } = scene;
  const one = await ports.cases.load(id);
  if (!one && (await alarmOnOldCase({ case: id }, 'tap-not-me', scene))) return { kind: 'tap-not-mine-done' };
  if (one?.subject !== turn.user) return { kind: 'nothing-open' };
  const isNew = await ports.freezes.freeze(one.subject, 'tap-not-me', one.operator, ports.now(), one.id);
  if (one.issued) await closeSeal(one.issued.sealId, turn.cardId, ports);
  await record(one, { event: 'not-me' }, 'done', scene);
  await record(one, { event: 'frozen', details: { because: 'tap-not-me' } }, 'done', scene);
  await alarm(one, isNew, ports);
  return { kind: 'tap-not-mine-done' };
}

/** Undoing is an operator's, under their own name: a request in the queue, and a word to all of them. Pressed again, it alarms nobody again. */
async function alarm(one: TapCase, isNew: boolean, ports: HelpdeskPorts): Promise<void> {
  const { subject, operator } = one;
  const { number } = await ports.requests.open(subject, 'not-me', {});
  await announceAlarms(subject, ports);
  const shown = frozen(one, await ports.freezes.openOf(subject));
  if (!isNew || !shown) return;
  ports.log.warn({ user: subject, operator, request: number }, 'A user did not ask for the pass that was issued');
  await carryOn('tell the operator', () => tellOperator(one, ports, { ...shown, case: one.id }), ports);
}
