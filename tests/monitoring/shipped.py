"""What is shipped for Prometheus, systemd and Grafana."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
MONITORING = ROOT / "resources" / "monitoring"
UNITS = MONITORING / "systemd"
RULES = MONITORING / "prometheus" / "iottly-keycheck.rules.yml"
DASHBOARD = MONITORING / "grafana" / "iottly-keycheck.json"
