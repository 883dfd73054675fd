# The image of the bot: compiled once, run as an unprivileged user, its data in a volume.
# By digest, so that what is built is what was looked at: node:24-bookworm-slim, Node 24.18.0. Another: --build-arg NODE_IMAGE=…
ARG NODE_IMAGE=node:24-bookworm-slim@sha256:6f7b03f7c2c8e2e784dcf9295400527b9b1270fd37b7e9a7285cf83b6951452d
FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev && node scripts/notices.js > THIRD-PARTY-NOTICES.txt

FROM ${NODE_IMAGE}
WORKDIR /app
ENV NODE_ENV=production DATA_DIR=/data
# The program belongs to root: who runs it changes nothing but its data.
RUN install -d -o node -g node -m 0700 /data
COPY --from=build /app/package.json /app/LICENSE /app/THIRD-PARTY-NOTICES.txt ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/locales ./locales
COPY --from=build /app/services ./services
COPY --from=build /app/prisma/migrations ./prisma/migrations
COPY --from=build /app/src/platforms/local/page ./src/platforms/local/page
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=12s --start-period=60s --retries=4 CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/readyz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/src/main.js"]
