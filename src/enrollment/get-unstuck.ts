import type { Enrollment } from './enrollment.ts';
import { go, type Outcome, type Scene, say, stay } from './scene.ts';
import { symptomsOf } from './steps.ts';
import { searchSymptoms } from './symptom-search.ts';
import { type SymptomId, symptomsForStuck } from './symptoms.ts';
import { stepsScreen } from './walk-through-steps.ts';

/** What a card can hold beside its other buttons. */
const mostOffered = 5;

/** "I'm stuck": this step's symptoms first, then what is likeliest on this way. */
export function offerSymptoms({ enrollment }: Scene): Outcome {
  const screen = enrollment?.screen;
  const step = screen?.kind === 'one-step' ? screen.steps[screen.index] : undefined;
  const ofSteps = screen?.kind === 'steps' || screen?.kind === 'one-step' ? screen.steps : [];
  const candidates = [...(step ? symptomsOf(step) : []), ...likeliest(enrollment), ...ofSteps.flatMap(symptomsOf)];
  const symptoms = [...new Set(candidates)].slice(0, mostOffered);
  return go({ kind: 'stuck', ...(step && { step }), symptoms });
}

/** A symptom was named, or some text that may describe one. */
export function troubleshoot(scene: Scene, text?: string, named?: SymptomId): Outcome {
  if (named) return showSymptom(named, scene, text);
  const found = text ? searchSymptoms(text).map(({ id }) => id) : [];
  const [first, second] = found;
  if (first && !second) return showSymptom(first, scene);
  if (first) return say({ kind: 'found-symptoms', symptoms: found.slice(0, mostOffered) });
  return offerSymptoms(scene);
}

/** `others`: what else the same words may mean. */
export function showSymptom(id: SymptomId, { enrollment }: Scene, text?: string): Outcome {
  const nearby = text ? searchSymptoms(text).map((hit) => hit.id) : likeliest(enrollment);
  return go({ kind: 'symptom', symptom: id, others: nearby.filter((other) => other !== id).slice(0, 3) });
}

export async function recordHelped({ enrollment, ports }: Scene): Promise<Outcome> {
  const screen = enrollment?.screen;
  if (screen?.kind !== 'symptom') return stay;
  await ports.feedback.record(screen.symptom, true);
  // Back to where the symptom got in the way.
  return enrollment?.guide ? go(stepsScreen(enrollment.guide), { watch: true }) : go({ kind: 'glad-it-helped' });
}

export async function recordStillStuck({ enrollment, ports }: Scene): Promise<Outcome> {
  const screen = enrollment?.screen;
  if (screen?.kind !== 'symptom') return stay;
  await ports.feedback.record(screen.symptom, false);
  return go({ kind: 'still-stuck', symptom: screen.symptom });
}

/** The sign-in test failed. */
export function signInFailed({ enrollment }: Scene): Outcome {
  const screen = enrollment?.screen;
  if (screen?.kind !== 'sign-in-test') return stay;
  const { platform } = screen;
  return go({
    kind: 'sign-in-failed',
    symptoms: symptomsForStuck({ platform, route: 'sign-in-test' }).slice(0, mostOffered),
  });
}

function likeliest(enrollment: Enrollment | undefined): readonly SymptomId[] {
  const situation = enrollment?.guide?.situation;
  if (!situation) return symptomsForStuck({ platform: undefined, route: 'in-authenticator' });
  const { platform, route, maker } = situation;
  return symptomsForStuck({ platform, route, ...(maker && { maker }) });
}
