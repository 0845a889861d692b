import type { TapCase } from './case.ts';
import type { HelpdeskPorts } from './scene.ts';

/** How often it is tried again where somebody else changes the case at this moment. */
const mostTries = 10;

/** For what has happened already and has to be in the case, whoever changes what else in it. Undefined: the case is gone. */
export async function saveOver(
  id: string,
  change: Partial<Pick<TapCase, 'status' | 'issued' | 'options' | 'aftermath'>>,
  { cases, newId }: Pick<HelpdeskPorts, 'cases' | 'newId'>,
): Promise<TapCase | undefined> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const stored = await cases.load(id);
    if (!stored) return undefined;
    const aftermath = { ...stored.aftermath, ...change.aftermath };
    const next = { ...stored, ...change, ...(change.aftermath && { aftermath }), revision: newId() };
    if (await cases.save(next, stored.revision)) return next;
  }
  throw new RangeError(`Case ${id} changes faster than it can be saved`);
}
