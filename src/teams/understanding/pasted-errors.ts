import { wordPattern } from './lexicon.ts';

/**
 * Codes that only Microsoft's sign-in and WebAuthn give.
 * Source: https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
const codes = wordPattern([
  'aadsts ?\\d{4,7}|notallowederror|invalidstateerror|securityerror|notsupportederror|keynotfound|notyetvalid',
]);

/**
 * Texts that screens show, so that a sentence is about what went wrong whatever else it says.
 * Source: https://learn.microsoft.com/entra/identity/authentication/how-to-register-passkey-authenticator
 */
const texts = wordPattern([
  'error (code:? ?)?\\d{5,6}\\b|0x8[0-9a-f]{7}|unknown error occurred during passkey|failed to register (passkey|fido)',
  'unable to register the passkey|if this passkey has been saved to your device|process could not be completed',
  'blocked due to user credential policy|access pass (sign in was blocked|has expired|could not be found)',
  'no passkeys (are )?available|blocked by work policy|problem using your security key|does not support fido2',
  "something went wrong|we couldn't sign you in|operation either timed out or was not allowed|does not exist in tenant",
  'self-service operations are currently not supported|converged ?usercredentialpolicy|passkey is already registered',
  'there was a problem with your passkey',
]);

/** @param text normalized */
export function hasErrorCode(text: string): boolean {
  return codes.test(text);
}

/** @param text normalized */
export function hasPastedError(text: string): boolean {
  return codes.test(text) || texts.test(text);
}
