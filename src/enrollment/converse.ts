import { act } from './act.ts';
import { type Enrollment, enrollmentVersion } from './enrollment.ts';
import type { Outcome, Ports, Scene } from './scene.ts';
import type { Answer, Converse } from './turn.ts';

/**
 * Answers a turn against the stored state. A button of another screen than the current one, and a refresh,
 * show the current screen and do nothing.
 */
export function createConverse(ports: Ports): Converse {
  return async (turn) => {
    const enrollment = turn.enrollment ?? (await ports.enrollments.load(turn.user));
    const isOutdated = turn.screenId !== undefined && turn.screenId !== enrollment?.screenId;
    if (isOutdated || turn.command.kind === 'refresh') return show(enrollment);

    const scene = { turn, enrollment, ports };
    return settle(scene, await act(turn.command, scene));
  };
}

async function settle(scene: Scene, outcome: Outcome): Promise<Answer> {
  switch (outcome.kind) {
    case 'say':
      return { reply: outcome.notice };
    case 'stay':
      return show(scene.enrollment);
    case 'go':
      return move(scene, outcome);
  }
}

async function move({ turn, enrollment, ports }: Scene, outcome: Extract<Outcome, { kind: 'go' }>): Promise<Answer> {
  const guide = outcome.guide ?? (outcome.isFresh ? undefined : enrollment?.guide);
  const baseline = outcome.baseline ?? enrollment?.baseline;
  // A pressed button changes its own message; what is typed gets a new one.
  const cardId = turn.screenId ? enrollment?.cardId : undefined;
  const next: Enrollment = {
    user: turn.user,
    version: enrollmentVersion,
    screenId: ports.newId(),
    screen: outcome.screen,
    answers: outcome.answers ?? enrollment?.answers ?? {},
    updatedAt: ports.now(),
    ...(guide && { guide }),
    ...(baseline && { baseline }),
    ...(cardId && { cardId }),
  };
  const isSaved = await ports.enrollments.save(next, enrollment?.screenId);
  if (!isSaved) return show(await ports.enrollments.load(turn.user));
  if (outcome.feedback) await ports.feedback.record(outcome.feedback.symptom, outcome.feedback.helped);
  // After the save: a watch that begins too early would look at the screen before.
  if (outcome.watch) await ports.watch.begin(turn.user);
  return { reply: next.screen, screenId: next.screenId, ...previousCard(enrollment) };
}

function show(enrollment: Enrollment | undefined): Answer {
  if (!enrollment) return { reply: { kind: 'nothing-open' } };
  return { reply: enrollment.screen, screenId: enrollment.screenId, ...previousCard(enrollment) };
}

function previousCard(enrollment: Enrollment | undefined): Pick<Answer, 'previousCardId'> {
  return enrollment?.cardId ? { previousCardId: enrollment.cardId } : {};
}
