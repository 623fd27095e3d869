export {
  type IdentityKind,
  normaliseIdentity,
  resolveContact,
  type Sender,
} from './resolve-contact.ts';
