#!/bin/sh
# Says how nginx listens: TLS where certificates are mounted, else plain http for local use or behind another proxy.
set -eu
certificates=${CERTIFICATES:-/etc/nginx/certificates}
listen=${LISTEN_DIR:-/etc/nginx/listen}
mkdir -p "$listen"
rm -f "$listen/redirect.conf"
if [ ! -f "$certificates/fullchain.pem" ] || [ ! -f "$certificates/privkey.pem" ]; then
  echo 'listen 8080 backlog=4096;' > "$listen/server.conf"
  exit 0
fi
cat > "$listen/server.conf" <<CONF
listen 8443 ssl backlog=4096;
ssl_certificate $certificates/fullchain.pem;
ssl_certificate_key $certificates/privkey.pem;
ssl_protocols TLSv1.2 TLSv1.3;
ssl_session_cache shared:tls:10m;
ssl_session_timeout 1d;
ssl_session_tickets off;
add_header strict-transport-security "max-age=31536000" always;
CONF
port=${HTTPS_PORT:-8443}
suffix=:$port
[ "$port" = 443 ] && suffix=
cat > "$listen/redirect.conf" <<CONF
server {
  listen 8080;
  location = /health/live {
    proxy_pass http://parley;
  }
  location / {
    return 308 https://\$host$suffix\$request_uri;
  }
}
CONF
