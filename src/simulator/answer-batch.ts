import { answerAsk, type Mark, pathOf } from './answer-ask.ts';
import { type Answer, ok, Refusal, refusalAnswer } from './answers.ts';
import { readSteps, type Step } from './batch-steps.ts';
import { outcomeOf } from './fault-outcome.ts';
import type { Fault, Faults } from './faults.ts';
import type { Part } from './request-log.ts';
import type { Json, Resource } from './resources.ts';
import type { Token } from './token.ts';
import type { World } from './world.ts';

export type BatchAnswer = {
  readonly answer: Answer;
  readonly parts: readonly Part[];
  /** As long as the slowest part: Graph runs them side by side. */
  readonly delayMilliseconds: number;
  /** A part whose connection is cut or hangs takes the whole batch with it. */
  readonly lost: 'cut' | 'hang' | undefined;
};

export type BatchAsk = {
  readonly body: unknown;
  readonly token: Token;
  readonly base: string;
  readonly mark: Mark;
  /** Faults that hit the batch as a whole. */
  readonly spared: readonly Fault[];
};

type Slot = { readonly status: number; readonly response: Resource };
type Run = { delayMilliseconds: number; lost: 'cut' | 'hang' | undefined; readonly slots: Map<string, Slot> };

const json = { 'Content-Type': 'application/json' } as const;

export function answerBatch(ask: BatchAsk, world: World, faults: Faults): BatchAnswer {
  let steps: readonly Step[];
  try {
    steps = readSteps(ask.body);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const answer = refusalAnswer(error, ask.mark.requestId, world.now(), ask.mark.clientRequestId);
    return { answer, parts: [], delayMilliseconds: 0, lost: undefined };
  }
  const run: Run = { delayMilliseconds: 0, lost: undefined, slots: new Map() };
  for (const step of steps) run.slots.set(step.id, runStep(step, ask, world, faults, run));
  const slots = [...run.slots.values()];
  return {
    // The order of responses is not promised; last first finds clients that rely on it.
    answer: ok({ responses: slots.map(({ response }) => response).reverse() }),
    parts: steps.map((step, index) => ({
      method: step.method,
      path: pathOf(step.target),
      status: slots[index]?.status ?? 0,
    })),
    delayMilliseconds: run.delayMilliseconds,
    lost: run.lost,
  };
}

function runStep(step: Step, ask: BatchAsk, world: World, faults: Faults, run: Run): Slot {
  if (step.dependsOn.some((id) => (run.slots.get(id)?.status ?? 0) >= 400)) {
    const failed = new Refusal(424, 'FailedDependency', 'A request that this one depends on has failed.');
    return slotOf(step, refusalAnswer(failed, ask.mark.requestId, world.now()));
  }
  if (!faults.isEmpty) {
    const hit = faults.take(step.method, pathOf(step.target), ask.spared);
    const { delayMilliseconds, performs, end } = outcomeOf(hit, ask.mark.requestId, world.now());
    run.delayMilliseconds = Math.max(run.delayMilliseconds, delayMilliseconds);
    if (performs) answerAsk({ ...step, token: ask.token, base: ask.base }, world, ask.mark);
    if (end.kind === 'cut' || end.kind === 'hang') {
      run.lost = end.kind;
      // Nobody will see it; what depends on it is not carried out.
      return slotOf(step, { status: 504, body: undefined });
    }
    if (end.kind === 'instead') return slotOf(step, end.answer);
    if (end.kind === 'text') {
      return slotOf(step, { status: 200, headers: { 'Content-Type': end.contentType }, body: end.text });
    }
  }
  return slotOf(step, answerAsk({ ...step, token: ask.token, base: ask.base }, world, ask.mark));
}

function slotOf(step: Step, { status, headers, body }: Answer): Slot {
  const sent: Json = headers === undefined ? json : { ...json, ...headers };
  const response = { id: step.id, status, headers: sent, ...(body !== undefined && { body }) };
  return { status, response };
}
