import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { UserId } from '../passkeys/ids.ts';
import { Secret } from './secret.ts';

/** Bytes. Source: NIST SP 800-38D. Every TAP has a key of its own, so a random nonce never meets another under the same key. */
const keyLength = 32;
const nonceLength = 12;
const tagLength = 16;

/** What a sealed copy belongs to: with another id, case or reader it does not open. */
export type SealBinding = { readonly id: string; readonly caseId: string; readonly reader: UserId };

/** `ciphertext` (nonce, tag, data; base64) is stored; `key` (base64url) goes into the reader's button and nowhere else. */
export function sealTap(
  tap: Secret<string>,
  binding: SealBinding,
): { readonly ciphertext: string; readonly key: string } {
  const key = randomBytes(keyLength);
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength }).setAAD(boundTo(binding));
  const data = Buffer.concat([cipher.update(tap.reveal(), 'utf8'), cipher.final()]);
  const ciphertext = Buffer.concat([nonce, cipher.getAuthTag(), data]).toString('base64');
  return { ciphertext, key: key.toString('base64url') };
}

/** Undefined: another key, another binding, or not what was sealed. Both arguments may come from a forged card. */
export function unsealTap(ciphertext: string, key: string, binding: SealBinding): Secret<string> | undefined {
  const secret = Buffer.from(key, 'base64url');
  const sealed = Buffer.from(ciphertext, 'base64');
  if (secret.length !== keyLength || sealed.length <= nonceLength + tagLength) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', secret, sealed.subarray(0, nonceLength), {
    authTagLength: tagLength,
  })
    .setAAD(boundTo(binding))
    .setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength));
  const data = decipher.update(sealed.subarray(nonceLength + tagLength));
  try {
    return new Secret(Buffer.concat([data, decipher.final()]).toString('utf8'));
  } catch {
    // `final` throws where the tag does not fit, and for nothing else.
    return undefined;
  }
}

function boundTo({ id, caseId, reader }: SealBinding): Buffer {
  return Buffer.from(JSON.stringify([id, caseId, reader]), 'utf8');
}
