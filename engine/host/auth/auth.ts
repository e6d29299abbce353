/** Sign-in by e-mail and password: better-auth over the platform's own tables. Sign-up is closed; administrators make people. */
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { createPool } from '../../data/transaction';
import type { Ids } from '../../kernel/ids';

export interface AuthOptions {
  readonly databaseUrl: string;
  readonly secret: string;
  readonly ids: Ids;
  /** Public address; https makes the cookies secure. */
  readonly baseUrl: string | undefined;
  /** May this person sign in now? Inactive people and, outside the demo, demo people may not. */
  readonly maySignIn: (personId: string) => Promise<boolean>;
}

/** Header in which the web server tells the address of the caller; whatever a caller sends under it is dropped. */
export const CLIENT_ADDRESS = 'x-trellis-client';

export type Auth = ReturnType<typeof createAuth>['auth'];

/** Tries per minute and address. An office behind one address signs in at nine o'clock; a guesser tries thousands. */
const SIGN_IN_TRIES = 60;

export function createAuth({ databaseUrl, secret, ids, baseUrl, maySignIn }: AuthOptions) {
  // Connections of its own: a report that takes all the others keeps nobody from signing in.
  const pool = createPool(databaseUrl, 4);
  const times = { createdAt: 'created_at', updatedAt: 'updated_at' };
  const auth = betterAuth({
    appName: 'Trellis',
    database: pool,
    secret,
    ...(baseUrl ? { baseURL: baseUrl } : {}),
    basePath: '/api/auth',
    telemetry: { enabled: false },
    logger: { level: 'error' },
    // The door has compared Origin and Host already; behind a proxy the scheme may differ.
    trustedOrigins: (request) => {
      const origin = request?.headers.get('origin');
      return origin ? [origin] : [];
    },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 8, maxPasswordLength: 200 },
    user: { modelName: 'person', fields: { emailVerified: 'email_verified', ...times } },
    session: {
      modelName: 'session',
      expiresIn: 7 * 24 * 3600,
      updateAge: 24 * 3600,
      fields: {
        userId: 'person_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...times,
      },
    },
    account: {
      modelName: 'account',
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'person_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...times,
      },
    },
    verification: { modelName: 'verification', fields: { expiresAt: 'expires_at', ...times } },
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'rate_limit',
      fields: { lastRequest: 'last_request' },
      window: 60,
      max: 600,
      customRules: { '/sign-in/email': { window: 60, max: SIGN_IN_TRIES } },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            if (!(await maySignIn(session.userId))) {
              throw new APIError('FORBIDDEN', { code: 'NOT_ACTIVE', message: 'This person may not sign in.' });
            }
          },
        },
      },
    },
    advanced: {
      cookiePrefix: 'trellis',
      useSecureCookies: baseUrl?.startsWith('https:') ?? false,
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
      database: { generateId: () => ids.uuid() },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS] },
    },
  });
  return { auth, close: () => pool.end() };
}
