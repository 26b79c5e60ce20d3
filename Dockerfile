# The service: API, pages and one worker. Models lie in the wheels, so the image needs no network when it runs.
#   docker build -t rashomon .
#   docker run --rm -v rashomon:/data rashomon rashomon keys create my-project --role admin
#   docker run -p 8470:8470 -v rashomon:/data --read-only --tmpfs /tmp rashomon
# `scripts/prove_dockerfile` runs these very steps in a bare Debian root, where there is no Docker.

FROM debian:bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates python3 python3-venv
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PATH=/opt/rashomon/bin:$PATH
RUN python3 -m venv /opt/rashomon && pip install --upgrade 'pip>=25'
# A layer of its own, before the code: a plain torch brings gigabytes of CUDA.
RUN pip install 'torch==2.13.0+cpu' || pip install --index-url https://download.pytorch.org/whl/cpu 'torch>=2.6'
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY compare ./compare
COPY corpora ./corpora
COPY service ./service
RUN pip install '.[postgres]'

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates python3 \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /opt/rashomon /opt/rashomon
RUN mkdir /data && chown 10001:10001 /data
ENV PATH=/opt/rashomon/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 HF_HUB_OFFLINE=1 \
    HOME=/data RASHOMON_CACHE=/data/cache RASHOMON_DATABASE=sqlite:////data/rashomon.db RASHOMON_HOST=0.0.0.0
WORKDIR /data
USER 10001:10001
VOLUME /data
EXPOSE 8470
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python3", "-c", "import urllib.request as web; web.urlopen('http://127.0.0.1:8470/readyz', timeout=4)"]
CMD ["rashomon", "serve"]
