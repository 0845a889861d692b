import type { Notice } from '../enrollment/reply.ts';
import { asOperator } from './act-as-operator.ts';
import { frozen } from './act-on-case.ts';
import { methodsAdded, methodsFromBefore } from './added-methods.ts';
import { changesIn, removeMethods } from './remove-methods.ts';
import type { HelpdeskReply } from './reply.ts';
import type { HelpdeskScene } from './scene.ts';
import { tellOfChange } from './tell-of-change.ts';
import { withAskedCase } from './with-asked-case.ts';

/** The lost phone's, each confirmed by its id, and only once the subject has a new passkey: nobody is locked out by tidying up. */
export async function removeOldMethods(
  id: string,
  confirmed: readonly string[],
  scene: HelpdeskScene,
): Promise<HelpdeskReply | Notice> {
  return withAskedCase(id, scene, async (one) => {
    // "This wasn't me": then the new passkey is the stranger's, and the old ones are all that the subject has left.
    const stopped = frozen(one, await scene.ports.freezes.openOf(one.subject));
    if (stopped) return stopped;
    return asOperator(scene, async (graph) => {
      const methods = await scene.ports.directory.methodsOf(one.subject);
      if (!methods.known) return { kind: 'could-not-read', because: methods.because };
      const hasNewPasskey = methodsAdded(methods.value, one).some(({ kind }) => kind === 'passkey');
      if (!hasNewPasskey) return { kind: 'nothing-open' };
      const old = methodsFromBefore(methods.value, one).filter((method) => confirmed.includes(method.id));
      const results = await removeMethods(one, old, graph, scene);
      await tellOfChange(one.subject, changesIn(results), scene);
      return { kind: 'undone', results };
    });
  });
}
