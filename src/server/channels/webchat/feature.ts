import type { Ground } from '#server/belay.ts';
import type { Feature } from '#server/feature.ts';
import { unseenHandler, unseenKind, watchUnseen } from './mail-copy.ts';
import { VisitorRooms } from './rooms.ts';
import { webchatRoutes } from './routes.ts';
import { mountVisitorSocket } from './visitor-socket.ts';

/** The chat on customers' sites: what visitors say comes in, what is said to them is shown live. */
export function webchatFeature(ground: Ground): Feature {
  const rooms = new VisitorRooms(ground);
  return {
    routes: webchatRoutes(ground),
    mounts: [mountVisitorSocket({ ground, rooms })],
    changeListeners: [watchUnseen],
    outboxHandlers: new Map([[unseenKind, unseenHandler(ground)]]),
    stop: async () => rooms.stop(),
  };
}
