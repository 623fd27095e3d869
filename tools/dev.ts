import { createServer } from 'vite';
import { targets } from './browser-build.ts';

/**
 * Serves the desk with instant updates and passes everything else on to a Belay that runs beside it
 * (`BELAY_PORT`, 7300 unless said). `npm run dev portal` serves the portal instead, `widget` the
 * widget's page.
 */
const name = process.argv[2] ?? 'desk';
const target = targets.find((each) => each.name === name);
if (!target) throw new Error(`there is no page called ${name}`);

const belay = `http://127.0.0.1:${process.env.BELAY_PORT ?? '7300'}`;
const server = await createServer({
  ...target.config,
  logLevel: 'info',
  server: {
    port: 5173,
    strictPort: false,
    proxy: {
      // The origin is set to Belay's own, which its check of origins expects.
      '/api': { target: belay, ws: true, changeOrigin: true, headers: { origin: belay } },
      '/files': { target: belay, changeOrigin: true },
      '/healthz': { target: belay },
      '/__test': { target: belay },
    },
  },
});
await server.listen();
server.printUrls();
