import type { Notice } from '../enrollment/reply.ts';
import { asOperator } from './act-as-operator.ts';
import { methodsAdded, methodsFromBefore } from './added-methods.ts';
import { removeMethods } from './remove-methods.ts';
import type { HelpdeskReply } from './reply.ts';
import type { HelpdeskScene } from './scene.ts';
import { withAskedCase } from './with-asked-case.ts';

/** The lost phone's, each confirmed by its id, and only once the subject has a new passkey: nobody is locked out by tidying up. */
export async function removeOldMethods(
  id: string,
  confirmed: readonly string[],
  scene: HelpdeskScene,
): Promise<HelpdeskReply | Notice> {
  return withAskedCase(id, scene, async (one) =>
    asOperator(scene, async (graph) => {
      const methods = await scene.ports.directory.methodsOf(one.subject);
      if (!methods.known) return { kind: 'could-not-read', because: methods.because };
      const hasNewPasskey = methodsAdded(methods.value, one).some(({ kind }) => kind === 'passkey');
      if (!hasNewPasskey) return { kind: 'nothing-open' };
      const old = methodsFromBefore(methods.value, one).filter((method) => confirmed.includes(method.id));
      return { kind: 'undone', results: await removeMethods(one, old, graph, scene) };
    }),
  );
}
