import type { AuthenticationMethod, TemporaryAccessPass } from '../passkeys/facts.ts';
import type { TapCase } from './case.ts';
import type { MethodView } from './reply-views.ts';

type Before = Pick<TapCase, 'methodsBefore' | 'issued'>;
/** What can be deleted from here, and is on a phone. */
export type Removable = Extract<AuthenticationMethod, { kind: 'passkey' | 'authenticator-app' }>;

/** What the subject, or whoever used the TAP, registered since. Without a list of what was there before nothing counts as added: it would be deleted. */
export function methodsAdded(
  methods: readonly AuthenticationMethod[],
  { methodsBefore }: Before,
): readonly AuthenticationMethod[] {
  if (!methodsBefore) return [];
  return methods.filter(({ kind, id }) => kind !== 'temporary-access-pass' && !methodsBefore.includes(id));
}

/** Phones and passkeys from before; among them those of the lost phone. */
export function methodsFromBefore(
  methods: readonly AuthenticationMethod[],
  { methodsBefore = [] }: Before,
): readonly Removable[] {
  return methods.filter(isRemovable).filter(({ id }) => methodsBefore.includes(id));
}

/** Of this case: by its id, or because it was not there before. */
export function tapsOfCase(
  taps: readonly TemporaryAccessPass[],
  { methodsBefore, issued }: Before,
): readonly TemporaryAccessPass[] {
  return taps.filter(({ id }) => id === issued?.tapId || (methodsBefore !== undefined && !methodsBefore.includes(id)));
}

export function isRemovable(method: AuthenticationMethod): method is Removable {
  return method.kind === 'passkey' || method.kind === 'authenticator-app';
}

export function methodView(method: AuthenticationMethod): MethodView {
  const { id, kind } = method;
  if (method.kind === 'temporary-access-pass') return { id, kind };
  const { name, createdAt } = method;
  return { id, kind, ...(name && { name }), ...(createdAt && { createdAt: createdAt.toISOString() }) };
}

/** Whether a TAP is there that was not there before. */
export function newTapIn(
  methods: readonly { readonly kind: string; readonly id: string }[],
  { methodsBefore = [] }: Pick<TapCase, 'methodsBefore'>,
): 'issued' | 'not-issued' {
  const isNew = methods.some(({ kind, id }) => kind === 'temporary-access-pass' && !methodsBefore.includes(id));
  return isNew ? 'issued' : 'not-issued';
}
