import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = 'http://localhost:4300';

/** The built files are served by apps/server; `vite` alone proxies to a running one. */
export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    sourcemap: false,
    // Each route loads what it draws with; the warning watches the first one.
    chunkSizeWarningLimit: 700,
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(['/trpc', '/uploads', '/export', '/rejects'].map((path) => [path, { target: server }])),
  },
});
