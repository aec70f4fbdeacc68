# The bot in a container, for amd64 and arm64. Building takes a base with Node.js and npm, and the npm registry:
#
#     docker build -t counterpart .
#
# BASE is Debian or another system with glibc, and has a user `node`; docs/hosting says what was tried.
ARG BASE=node:22-bookworm-slim

FROM ${BASE} AS packages
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
# Kept until one of these files changes.
RUN npm ci

FROM packages AS build
COPY . .
RUN npm run --silent production -- /app

FROM ${BASE}
# What the bot keeps, and all that it writes: one volume, for its owner alone.
RUN mkdir -m 700 /data && chown node:node /data
COPY --from=build /app /app
WORKDIR /app
USER node
# Within a container its own HTTP is reached from outside by nothing but what is let through to it.
ENV DATA_DIR=/data HOST=0.0.0.0 PORT=3000
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
# The first start takes the longest: the embedded database is unpacked then.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# The same as `npm start`, without npm between: signals reach the bot itself.
CMD ["node", "--max-semi-space-size=8", "--heap-growing-percent=40", "--v8-pool-size=1", "--liftoff-only", "dist/src/main.js"]
