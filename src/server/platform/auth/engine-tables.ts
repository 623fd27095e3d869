/*
 * The names of better-auth's columns in our migration 0002, where they differ from its own.
 */

const times = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;

export const userFields = { ...times, emailVerified: 'email_verified' } as const;

export const sessionFields = {
  ...times,
  userId: 'user_id',
  ipAddress: 'ip_address',
  userAgent: 'user_agent',
  expiresAt: 'expires_at',
} as const;

export const credentialFields = {
  ...times,
  userId: 'user_id',
  providerId: 'provider_id',
  accountId: 'account_id',
  accessToken: 'access_token',
  refreshToken: 'refresh_token',
  idToken: 'id_token',
  accessTokenExpiresAt: 'access_token_expires_at',
  refreshTokenExpiresAt: 'refresh_token_expires_at',
} as const;

export const verificationFields = { ...times, expiresAt: 'expires_at' } as const;

export const secondFactorFields = {
  userId: 'user_id',
  backupCodes: 'backup_codes',
  failedVerificationCount: 'failed_verification_count',
  lockedUntil: 'locked_until',
} as const;

export const passkeyFields = {
  userId: 'user_id',
  publicKey: 'public_key',
  credentialID: 'credential_id',
  deviceType: 'device_type',
  backedUp: 'backed_up',
  createdAt: 'created_at',
} as const;
