import type { Notice } from '../enrollment/reply.ts';
import { frozen, record, show } from './act-on-case.ts';
import { carryOn } from './carry-on.ts';
import { caseView } from './case-view.ts';
import type { HelpdeskCommand } from './command.ts';
import { notifyOfTap } from './notify-subject.ts';
import type { HelpdeskReply } from './reply.ts';
import { saveOver } from './save-over.ts';
import type { HelpdeskScene } from './scene.ts';
import { mayDeliver } from './verification.ts';

/** A pass that did not get to whom it was meant for: only now, asked for by the operator whose case it is, they may open and read it out. */
export async function readOutInstead(
  { case: id, sealed, key }: Extract<HelpdeskCommand, { kind: 'read-out-instead' }>,
  scene: HelpdeskScene,
): Promise<HelpdeskReply | Notice> {
  const { turn, ports } = scene;
  const one = await ports.cases.load(id);
  if (!one || one.operator !== turn.user) return { kind: 'nothing-open' };
  const copy = await ports.sealedTaps.find(sealed);
  const isTheirs = copy?.reader === turn.user && one.issued?.sealId === sealed;
  if (!isTheirs || !mayDeliver(one, 'read-out')) return show(one, scene);
  const stopped = frozen(one, await ports.freezes.openOf(one.subject));
  if (stopped) return stopped;

  if (turn.cardId) await ports.sealedTaps.shownIn(sealed, turn.cardId);
  const { delivery } = one.options;
  const details = { because: 'cannot-reach', delivery: 'read-out', instead: delivery };
  if (delivery !== 'read-out') await record(one, { event: 'issued', details }, 'begun', scene);
  const options = { ...one.options, delivery: 'read-out' } as const;
  const saved = (await saveOver(id, { options }, ports)) ?? one;
  const view = caseView(saved, ports.settings, ports.now());
  if (delivery === 'read-out') return { kind: 'tap-issued', case: view, show: { sealed, key } };
  await carryOn('audit', () => record(saved, { event: 'issued', details }, 'done', scene), ports);
  const { isSubjectTold } = await notifyOfTap(saved, ports);
  return { kind: 'tap-issued', case: view, show: { sealed, key }, ...(!isSubjectTold && { isUntold: true }) };
}
