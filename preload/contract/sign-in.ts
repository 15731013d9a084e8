import { z } from 'zod';
import { refusal } from './refusal.ts';

/** Shortest password. Length is what counts; what it is made of is the person's own business (OWASP ASVS 2.1). */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 200;

export const zPassword = z.string().min(1).max(PASSWORD_MAX);
export const zSignIn = z.strictObject({ login: z.string().trim().min(1).max(200), password: zPassword });
export const zLink = z.strictObject({ secret: z.string().min(20).max(200) });
export const zNewPassword = z.strictObject({ current: zPassword.optional(), next: zPassword });

export const zInvite = z.strictObject({ login: z.string().trim().min(1).max(200) });
/** A one-time way in that somebody with the right to manage users made for a user; told once. */
export const zInvitation = z.object({ login: z.string(), secret: z.string(), minutes: z.int() });
export type Invitation = z.output<typeof zInvitation>;

/** Who is signed in, as the door tells a window. */
export const zWhoAmI = z.object({
  userId: z.string(),
  login: z.string(),
  name: z.string(),
  permissions: z.array(z.string()),
  /** false: came in by a link and can come back only by another one */
  hasPassword: z.boolean(),
  /** a new password takes the one held now; false for who came in by a link */
  needsCurrent: z.boolean(),
});
export type WhoAmI = z.output<typeof zWhoAmI>;

export const signInRefused = refusal(
  'signIn.refused',
  z.object({}),
  () => 'This name and password do not belong together here. Check both, or ask an owner for a new sign-in link.',
);
export const signInLocked = refusal(
  'signIn.locked',
  z.object({ until: z.string() }),
  (p) => `Too many wrong passwords for this name. Try again after ${p.until}, or ask an owner for a sign-in link.`,
);
export const tooManyTries = refusal(
  'signIn.tooManyTries',
  z.object({ seconds: z.int() }),
  (p) => `Too many tries from this address. Try again in ${p.seconds} seconds.`,
);
export const linkUsed = refusal(
  'signIn.linkUsed',
  z.object({}),
  () => 'This sign-in link was used already or is too old. Start the program again for a new one, or ask an owner.',
);
export const passwordTooShort = refusal(
  'signIn.passwordTooShort',
  z.object({ least: z.int() }),
  (p) => `A password has at least ${p.least} characters. A few words you can remember do well.`,
);
export const passwordTooPlain = refusal(
  'signIn.passwordTooPlain',
  z.object({}),
  () => 'This password is the sign-in name or one character over and over. Choose another one.',
);
export const crossOrigin = refusal(
  'http.crossOrigin',
  z.object({ origin: z.string() }),
  (p) => `A page of ${p.origin} may not act here on behalf of somebody who is signed in.`,
);
