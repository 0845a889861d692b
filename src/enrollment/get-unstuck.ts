import { isSigningIn, walkUnderWay } from './enrollment.ts';
import { platformIfKnown } from './phone-in-question.ts';
import { go, type Outcome, type Scene, say, stay } from './scene.ts';
import { symptomsOf } from './steps.ts';
import { exactScore, type FoundSymptom, searchSymptoms } from './symptom-search.ts';
import { type StuckContext, type SymptomId, symptomsForStuck } from './symptoms.ts';
import { stepsScreen } from './walk-through-steps.ts';

/** What a card can hold beside its other buttons. */
const mostOffered = 5;
/** Search score a symptom needs, and by how much it must lead, to be shown without asking. */
const plainFrom = 45;
const farAhead = 15;

/** "I'm stuck": this step's symptoms first, then what is likeliest on this way. */
export function offerSymptoms(scene: Scene): Outcome {
  const { enrollment } = scene;
  if (isSigningIn(enrollment)) return signInFailed(scene);
  const screen = enrollment?.screen;
  const step = screen?.kind === 'one-step' ? screen.steps[screen.index] : undefined;
  const ofSteps = screen?.kind === 'steps' || screen?.kind === 'one-step' ? screen.steps : [];
  const candidates = [...(step ? symptomsOf(step) : []), ...likeliest(scene), ...ofSteps.flatMap(symptomsOf)];
  const symptoms = [...new Set(candidates)].slice(0, mostOffered);
  return go({ kind: 'stuck', ...(step && { step }), symptoms });
}

/** A symptom was named, or some text that may describe one. */
export function troubleshoot(scene: Scene, text?: string, named?: SymptomId): Outcome {
  if (!text) return named ? showSymptom(named) : offerSymptoms(scene);
  const hits = searchSymptoms(text);
  const [best] = hits;
  if (best && isPlain(hits)) return showSymptom(best.id);
  const found = [...new Set([...(named ? [named] : []), ...hits.map(({ id }) => id)])];
  return found.length > 0
    ? say({ kind: 'found-symptoms', symptoms: found.slice(0, mostOffered) })
    : offerSymptoms(scene);
}

/** Measured on sentences never learned from: shown without asking, every second symptom was the wrong one. */
function isPlain([best, next]: readonly FoundSymptom[]): boolean {
  if (!best || best.score >= exactScore) return best !== undefined;
  return best.score >= plainFrom && best.score - (next?.score ?? 0) >= farAhead;
}

export function showSymptom(symptom: SymptomId): Outcome {
  return go({ kind: 'symptom', symptom });
}

/** Back to where the symptom got in the way. */
export function recordHelped({ enrollment }: Scene): Outcome {
  const screen = enrollment?.screen;
  if (screen?.kind !== 'symptom') return stay;
  const feedback = { symptom: screen.symptom, helped: true };
  const guide = walkUnderWay(enrollment);
  if (guide) return go(stepsScreen(guide), { feedback, watch: true });
  return go(isSigningIn(enrollment) ? { kind: 'all-set', tested: true } : { kind: 'glad-it-helped' }, { feedback });
}

export function recordStillStuck({ enrollment }: Scene): Outcome {
  const screen = enrollment?.screen;
  if (screen?.kind !== 'symptom') return stay;
  const feedback = { symptom: screen.symptom, helped: false };
  return go({ kind: 'still-stuck', symptom: screen.symptom }, { feedback });
}

/** The passkey is there, and signing in with it fails. */
function signInFailed(scene: Scene): Outcome {
  const platform = platformIfKnown(scene);
  return go({
    kind: 'sign-in-failed',
    symptoms: symptomsForStuck({ platform, route: 'sign-in-test' }).slice(0, mostOffered),
    ...(platform && { platform }),
  });
}

/** Of this way; where nothing is known of any, of setting up and of signing in by turns. */
function likeliest(scene: Scene): readonly SymptomId[] {
  const { enrollment } = scene;
  const platform = platformIfKnown(scene);
  const on = (route: StuckContext['route']) => symptomsForStuck({ platform, route });
  const screen = enrollment?.screen;
  const isAboutTap = screen?.kind === 'requested' ? screen.request.about === 'tap' : screen?.kind === 'needs-tap';
  if (isAboutTap) return on('tap');
  if (isSigningIn(enrollment)) return on('sign-in-test');
  const situation = enrollment?.guide?.situation;
  if (situation) {
    const { route, maker } = situation;
    return symptomsForStuck({ platform, route, ...(maker && { maker }) });
  }
  const signingIn = on('sign-in-test');
  return on('in-authenticator').flatMap((id, index) => [id, ...signingIn.slice(index, index + 1)]);
}
