import type { NextConfig } from 'next';

// Marketing pages are static, so they get a fixed policy; proxy.ts sets the one for the app.
const marketingCsp = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline' https://plausible.io",
  "img-src 'self' data:",
].join('; ');

const nextConfig: NextConfig = {
  poweredByHeader: false,
  experimental: { serverActions: { bodySizeLimit: '1mb' } },
  async headers() {
    return [
      {
        source: '/(about|pricing|legal)/:path*',
        headers: [
          { key: 'Content-Security-Policy', value: marketingCsp },
          { key: 'Strict-Transport-Security', value: 'max-age=3600' },
        ],
      },
      {
        source: '/:path*',
        headers: [
          { key: 'X-Content-Type-Options', value: 'nosniff' },
          { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
        ],
      },
    ];
  },
};

export default nextConfig;
