import type { AuthenticationMethod } from '../passkeys/facts.ts';
import { tellOperator } from './act-on-case.ts';
import { carryOn } from './carry-on.ts';
import type { TapCase } from './case.ts';
import type { HelpdeskPorts } from './scene.ts';
import { tapState } from './tap-state.ts';

/** That the pass was used goes into the case, the audit and the operator's card: once, whoever looks. `methods`: read just now. */
export async function noteUse(
  { id }: Pick<TapCase, 'id'>,
  methods: readonly AuthenticationMethod[],
  ports: HelpdeskPorts,
): Promise<void> {
  const at = ports.now();
  const stored = await ports.cases.load(id);
  if (!stored?.issued || stored.aftermath?.tapUse) return;
  const how = tapState(stored, methods, at);
  if (how !== 'used' && how !== 'gone') return;
  const aftermath = { ...stored.aftermath, tapUse: how };
  const next = { ...stored, aftermath, revision: ports.newId() };
  // Whoever is faster has noted it, or has changed what counts: the next look sees.
  if (!(await ports.cases.save(next, stored.revision))) return;
  const { subject, issued } = stored;
  const details = { tap: issued.tapId, because: how === 'used' ? 'one-time-used' : 'not-listed' };
  const entry = { at, event: 'tap-used', actor: subject, subject, caseId: id, details } as const;
  await carryOn('audit', () => ports.audit.append(entry), ports);
  await carryOn('tell the operator', () => tell(next, ports), ports);
}

/** A card that says what stands against the subject is left as it is. */
async function tell(one: TapCase, ports: HelpdeskPorts): Promise<void> {
  const isFrozen = (await ports.freezes.openOf(one.subject)).length > 0;
  if (!isFrozen) await tellOperator(one, ports);
}
