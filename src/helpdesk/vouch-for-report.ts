import type { Notice } from '../enrollment/reply.ts';
import { changeCase, tellOperator } from './act-on-case.ts';
import type { TapCase } from './case.ts';
import { caseAt, caseReply } from './case-view.ts';
import type { HelpdeskCommand } from './command.ts';
import { recordRefusal } from './record-refusal.ts';
import type { HelpdeskReply } from './reply.ts';
import type { HelpdeskScene } from './scene.ts';
import { isSecondOver, withoutSecond } from './second-question.ts';
import { stripUnseen } from './suspicious-text.ts';
import { validManager } from './verification.ts';
import { longestNote } from './verify-caller.ts';
import { whyOver } from './why-over.ts';

/** By the one who was asked, who has to be the manager still, as read now. Once. */
export async function decideAsManager(
  { decision, approve, reason }: Extract<HelpdeskCommand, { kind: 'decide-as-manager' }>,
  scene: HelpdeskScene,
): Promise<HelpdeskReply | Notice> {
  const { turn, ports } = scene;
  const stored = await ports.cases.find({ decision });
  const one = stored && caseAt(stored, ports.now());
  const { manager } = one ?? {};
  if (one?.status !== 'open' || manager?.id !== decision || manager.state !== 'asked') return { kind: 'decision-over' };
  if (await whyOver(one, ports)) return { kind: 'decision-over' };
  if (!(await mayDecide(one, scene))) {
    await recordRefusal('no-valid-manager', { subject: one.subject, caseId: one.id }, scene);
    return { kind: 'decision-over' };
  }

  const words = stripUnseen(reason).slice(0, longestNote);
  const decided = { ...manager, by: turn.user, state: approve ? 'approved' : 'refused' } as const;
  const verification = { kind: 'manager', at: ports.now().toISOString(), manager: turn.user } as const;
  const change = {
    manager: { ...decided, ...(words && { reason: words }) },
    ...(approve && { verifications: [...one.verifications, verification] }),
  };
  const note = { event: 'manager-decided', details: { approve, reason: words } } as const;
  const saved = await changeCase(approve ? withoutSecond(one) : one, change, note, scene);
  if (!saved) return { kind: 'decision-over' };
  const again = isSecondOver(one) && !saved.second ? 'ask-second-again' : undefined;
  await tellOperator(saved, ports, caseReply(saved, ports.settings, ports.now(), again));
  return { kind: 'decided', approved: approve };
}

async function mayDecide({ manager, operator, subject }: TapCase, { turn, ports }: HelpdeskScene): Promise<boolean> {
  if (manager?.by !== turn.user || turn.user === operator || turn.user === subject) return false;
  if ((await ports.freezes.openOf(subject)).length > 0) return false;
  return validManager(await ports.subjects.factsAbout(subject), operator)?.id === turn.user;
}
