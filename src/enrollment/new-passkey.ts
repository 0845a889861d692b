import type { AuthenticationMethod, Passkey } from '../passkeys/facts.ts';
import type { Baseline } from './enrollment.ts';

/** The passkey that came since the start; the latest where there are several. */
export function newPasskey(
  methods: readonly AuthenticationMethod[],
  { passkeyIds, at }: Baseline,
): Passkey | undefined {
  const passkeys = methods.filter((method) => method.kind === 'passkey');
  const start = new Date(at).getTime();
  const isNew = ({ id, createdAt }: Passkey) =>
    passkeyIds ? !passkeyIds.includes(id) : (createdAt?.getTime() ?? 0) > start;
  return passkeys.filter(isNew).sort((a, b) => (b.createdAt?.getTime() ?? 0) - (a.createdAt?.getTime() ?? 0))[0];
}
