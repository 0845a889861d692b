import type { Notice } from '../enrollment/reply.ts';
import { changeCase, show, showAgain, withOwnCase } from './act-on-case.ts';
import { caseAt } from './case-view.ts';
import type { HelpdeskReply } from './reply.ts';
import type { HelpdeskScene } from './scene.ts';
import { secondQuestion } from './second-question.ts';
import { whyOver } from './why-over.ts';

/** Shows and never acts: also what an automatic refresh gets. Another operator sees the question to a second operator, or nothing. */
export async function showCase(id: string, scene: HelpdeskScene): Promise<HelpdeskReply | Notice> {
  const { turn, ports } = scene;
  const stored = await ports.cases.load(id);
  if (!stored) return { kind: 'nothing-open' };
  if (stored.operator === turn.user) {
    const endedBecause = await whyOver(caseAt(stored, ports.now()), ports);
    return show(endedBecause ? { ...stored, status: 'cancelled', endedBecause } : stored, scene);
  }
  const question = turn.user === stored.subject ? undefined : secondQuestion(caseAt(stored, ports.now()));
  return question ?? { kind: 'nothing-open' };
}

export async function cancelCase(id: string, scene: HelpdeskScene): Promise<HelpdeskReply | Notice> {
  return withOwnCase(id, scene, async (one) => {
    const note = { event: 'refused', details: { because: 'cancelled by the operator' } } as const;
    const saved = await changeCase(one, { status: 'cancelled' }, note, scene);
    return saved ? show(saved, scene) : showAgain(id, scene);
  });
}
