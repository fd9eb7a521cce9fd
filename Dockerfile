# The emulator as an image, from a checkout: docker build --tag q-kms .

FROM node:24-slim AS build
WORKDIR /q-kms
COPY package.json package-lock.json ./
RUN ["npm", "ci", "--ignore-scripts"]
COPY tsconfig.json tsconfig.lib.json ./
COPY scripts scripts
COPY src src
RUN ["npm", "run", "build:lib"]

FROM node:24-slim AS dependencies
WORKDIR /q-kms
COPY package.json package-lock.json ./
RUN ["npm", "ci", "--omit=dev", "--ignore-scripts"]

FROM node:24-slim
WORKDIR /q-kms
COPY --from=dependencies /q-kms/node_modules node_modules
COPY --from=build /q-kms/lib lib
COPY package.json ./
# A named volume takes its owner from here.
RUN ["install", "--directory", "--owner=1000", "--group=1000", "--mode=700", "/data"]
USER 1000:1000
ENV NODE_ENV=production QKMS_HOST=0.0.0.0 QKMS_PORT=4599 QKMS_DATA=/data
EXPOSE 4599
VOLUME ["/data"]
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --start-interval=500ms CMD ["node", "lib/server/health.js"]
CMD ["node", "lib/server/main.js", "serve"]
