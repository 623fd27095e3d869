import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPermission, permissions, permissionsOf, roleMay, scopes } from './permission.ts';
import { roles } from './role.ts';

const readOnly = ['ticket.follow', 'view.write', 'feedback.read'];

test('an admin may do everything the table knows', () => {
  assert.deepEqual(permissionsOf('admin'), permissions);
});

test('an auditor reads all and changes nothing but what is their own', () => {
  for (const permission of permissionsOf('auditor')) {
    assert.ok(permission.endsWith('.read') || readOnly.includes(permission), permission);
  }
  for (const permission of permissions.filter((name) => name.endsWith('.read'))) {
    assert.ok(roleMay('auditor', permission), permission);
  }
});

test('a collaborator reads and comments, and never speaks to the customer', () => {
  assert.ok(roleMay('collaborator', 'ticket.note'));
  assert.ok(!roleMay('collaborator', 'ticket.reply'));
  assert.ok(!roleMay('collaborator', 'ticket.escalate'));
  assert.ok(!roleMay('collaborator', 'hop.work'));
});

test('only an admin manages people, channels, keys and settings', () => {
  const reserved = ['people.manage', 'channel.manage', 'api_key.manage', 'settings.write'] as const;
  for (const permission of reserved) {
    for (const role of roles) assert.equal(roleMay(role, permission), role === 'admin');
  }
});

test('a name that every object inherits is no permission', () => {
  assert.ok(!isPermission('toString'));
  assert.ok(!isPermission('ticket.unknown'));
  assert.ok(isPermission('ticket.read'));
});

test('scopes are nouns with a verb and are named once', () => {
  assert.equal(new Set(scopes).size, scopes.length);
  for (const scope of scopes) assert.match(scope, /^[a-z]+:(read|write)$/);
});
