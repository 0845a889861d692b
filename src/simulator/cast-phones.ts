import type { CastMethod, CastPhone } from './cast-member.ts';

export const seenYesterday = { intune: 1, owner: 'personal', entra: 1 } as const;
export const bareIPhone: CastPhone = { maker: 'Apple', model: 'iPhone 15', platform: 'ios', osVersion: '18.6' };
export const bareGalaxy: CastPhone = { maker: 'samsung', model: 'SM-S911B', platform: 'android', osVersion: '14' };
export const iPhone: CastPhone = { ...bareIPhone, ...seenYesterday, authenticator: '6.8.41' };
export const galaxy: CastPhone = { ...bareGalaxy, ...seenYesterday, authenticator: '6.2510.6840' };
export const pixel: CastPhone = { ...galaxy, maker: 'Google', model: 'Pixel 9', osVersion: '16' };
export const app: readonly CastMethod[] = ['password', 'text-message', 'authenticator'];
