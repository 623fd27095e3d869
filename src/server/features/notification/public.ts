export { writeNotifications } from './write-notifications.ts';
