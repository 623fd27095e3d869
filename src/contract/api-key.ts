import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idText, instantText } from './page.ts';
import { roleText, scopeText } from './session.ts';

/** A key as lists show it. The key itself is answered once, when it is made. */
export const apiKey = z
  .object({
    id: idText,
    name: z.string(),
    prefix: z.string(),
    scopes: z.array(scopeText),
    role: roleText,
    createdById: idText,
    createdByName: z.string(),
    createdAt: z.string(),
    lastUsedAt: z.string().nullable(),
    expiresAt: z.string().nullable(),
    state: z.enum(['active', 'expired', 'revoked']),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof apiKey>;

export const listApiKeys = endpoint({
  method: 'GET',
  url: '/api/v1/api-keys',
  summary: 'The keys with which programs call the API, the newest first.',
  tag: 'api-key',
  permission: 'api_key.manage',
  scope: null,
  schema: { response: z.object({ items: z.array(apiKey) }) },
});

export const createApiKey = endpoint({
  method: 'POST',
  url: '/api/v1/api-keys',
  summary: 'Make a key. Its text is in this answer and never again.',
  tag: 'api-key',
  permission: 'api_key.manage',
  scope: null,
  status: 201,
  schema: {
    body: z.object({
      name: z.string().trim().min(1).max(80),
      scopes: z.array(scopeText).min(1),
      role: roleText.default('agent'),
      expiresAt: instantText.nullable().default(null),
    }),
    response: z.object({ apiKey, secret: z.string() }),
  },
});

export const revokeApiKey = endpoint({
  method: 'DELETE',
  url: '/api/v1/api-keys/:apiKeyId',
  summary: 'Revoke a key; the next request with it is refused.',
  tag: 'api-key',
  permission: 'api_key.manage',
  scope: null,
  schema: { params: z.object({ apiKeyId: idText }) },
});
