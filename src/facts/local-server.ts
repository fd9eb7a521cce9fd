/** Where `q-kms serve` listens unless it is told another place. */
export const LOCAL_HOST = '127.0.0.1'
export const LOCAL_PORT = 4599
export const LOCAL_URL = `http://${LOCAL_HOST}:${LOCAL_PORT}`
