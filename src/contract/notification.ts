import { z } from 'zod';
import { noticeAbouts } from '#domain/ticket/effect.ts';
import { endpoint } from './endpoint.ts';
import { idText, pageOf, pageQuery } from './page.ts';
import { timelineActor } from './timeline.ts';

export const urgencies = ['normal', 'page'] as const;

/** What one may be told: of tickets, and of what an admin looks after. */
const notificationAbouts = [...noticeAbouts, 'webhook_disabled', 'engine_stuck'] as const;

/** One thing somebody was told. The desk words it in the reader's language by `about`. */
export const notification = z
  .object({
    id: idText,
    about: z.enum(notificationAbouts),
    /** `page` gets through quiet hours and do-not-disturb. */
    urgency: z.enum(urgencies),
    ticket: z.object({ id: idText, number: z.number().int(), subject: z.string() }).nullable(),
    /** Who did what is told; the customer and Belay itself are named too. */
    actor: timelineActor.nullable(),
    contactName: z.string().nullable(),
    /** The fields of the event that is told, as the timeline has them. */
    detail: z.record(z.string(), z.unknown()),
    /** How many other events of the same moment came with it. */
    alsoCount: z.number().int(),
    createdAt: z.string(),
    readAt: z.string().nullable(),
  })
  .meta({ id: 'Notification' });
export type Notification = z.infer<typeof notification>;

export const listNotifications = endpoint({
  method: 'GET',
  url: '/api/v1/notifications',
  summary: 'What you were told, the newest first.',
  tag: 'notifications',
  permission: 'signed_in',
  scope: null,
  schema: {
    query: pageQuery.extend({ isUnread: z.stringbool().optional() }),
    response: pageOf(notification),
  },
});

export const notificationCount = z.object({
  /** Counts above 99 are answered as 100. */
  unreadCount: z.number().int(),
  unreadPageCount: z.number().int(),
  /** The newest of all, read or not; the desk tells by it that something came. */
  newestId: idText.nullable(),
});
export type NotificationCount = z.infer<typeof notificationCount>;

export const countNotifications = endpoint({
  method: 'GET',
  url: '/api/v1/notifications/count',
  summary: 'How many of your notifications are unread, and how many of them are pages.',
  tag: 'notifications',
  permission: 'signed_in',
  scope: null,
  schema: { response: notificationCount },
});

export const markNotification = endpoint({
  method: 'PUT',
  url: '/api/v1/notifications/:notificationId/reading',
  summary: 'Mark one of your notifications as read, or as unread again.',
  tag: 'notifications',
  permission: 'signed_in',
  scope: null,
  schema: {
    params: z.object({ notificationId: idText }),
    body: z.object({ isRead: z.boolean() }),
    response: notificationCount,
  },
});

export const markNotifications = endpoint({
  method: 'PUT',
  url: '/api/v1/notifications/reading',
  summary: 'Mark everything you were told as read, up to one, of one ticket or of all.',
  tag: 'notifications',
  permission: 'signed_in',
  scope: null,
  schema: {
    body: z.object({
      /** The newest one that was seen: what came after it stays unread. */
      upToId: idText.nullable().default(null),
      ticketId: idText.nullable().default(null),
    }),
    response: notificationCount,
  },
});
