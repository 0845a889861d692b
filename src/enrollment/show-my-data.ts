import type { Check } from '../passkeys/check.ts';
import { readinessNow } from './assess.ts';
import { comingBackTo } from './pause-and-resume.ts';
import type { KnownFact } from './reply.ts';
import { go, isOn, type Outcome, type Scene, say } from './scene.ts';

/** "What do you know about me?": what is read, from where and how old, and what is stored. */
export async function showMyData(scene: Scene): Promise<Outcome> {
  const { turn, ports } = scene;
  const [facts, stored] = await Promise.all([
    ports.directory.factsAbout(turn.user),
    ports.personalData.kindsAbout(turn.user),
  ]);
  const { checks } = readinessNow(facts, scene);
  return say({ kind: 'known-about-you', facts: checks.map(knownFact), stored, readAt: facts.readAt.toISOString() });
}

export function askToDelete({ enrollment }: Scene): Outcome {
  return go({ kind: 'confirm-delete', ...comingBackTo(enrollment?.screen) });
}

/** Only in answer to the question. */
export async function deleteMyData(scene: Scene): Promise<Outcome> {
  if (!isOn(scene, 'confirm-delete')) return askToDelete(scene);
  const { turn, ports } = scene;
  const { keptRequests } = await ports.personalData.forget(turn.user);
  return say({ kind: 'data-deleted', keptRequests });
}

function knownFact({ id, result, value, source, at }: Check): KnownFact {
  return { what: id, result, source, ...(value && { value }), ...(at && { at: at.toISOString() }) };
}
